//! Sessions in PostgreSQL: the token in the cookie is stored hashed, and what was removed stays removed.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use chrono::Duration;
use securecart_db::{
    Db,
    accounts::{NewSession, sessions},
};
use securecart_domain::{SessionId, UserId};

use super::{session, token};
use crate::adapters::clock::Clock;

/// How long a session lives unused and at most.
#[derive(Clone, Copy, Debug)]
struct Lifetime {
    idle: Duration,
    absolute: Duration,
}

/// A signed-in session: an hour unused, a day at most (ASVS 7.3.1, 7.3.2).
const SIGNED_IN: Lifetime = Lifetime { idle: Duration::hours(1), absolute: Duration::hours(24) };
/// A guest's session holds nothing but a cart: it may wait for its owner.
const GUEST: Lifetime = Lifetime { idle: Duration::days(14), absolute: Duration::days(60) };
/// The time of last use is written at most so often.
const TOUCH_EVERY: Duration = Duration::minutes(1);

/// Why a session that is gone can not be changed.
pub const SESSION_ENDED: &str = "the session has ended";

/// The session store of actix-session over the table `sessions`.
#[derive(Clone)]
pub struct DbSessionStore {
    db: Db,
    clock: Clock,
}

impl DbSessionStore {
    /// Sessions of that database.
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    async fn find(&self, key: &str) -> anyhow::Result<Option<HashMap<String, String>>> {
        let (hash, now) = (token::hash(key), self.clock.now());
        let mut conn = self.db.connection().await?;
        let Some(found) = sessions::find_live(&mut conn, &hash, now).await? else {
            return Ok(None);
        };
        if now - found.last_seen_at >= TOUCH_EVERY {
            let lifetime = if found.signed_in { SIGNED_IN } else { GUEST };
            sessions::touch(&mut conn, &hash, now, now + lifetime.idle).await?;
        }
        let mut state: HashMap<String, String> = serde_json::from_value(found.state)?;
        state.insert(session::ROW.to_owned(), serde_json::to_string(&found.id)?);
        Ok(Some(state))
    }

    async fn insert(&self, mut state: HashMap<String, String>) -> anyhow::Result<SessionKey> {
        if let Some(renewed) = state.remove(session::RENEWED) {
            let key: String = serde_json::from_str(&renewed)?;
            self.replace_state(&key, state).await?;
            return Ok(SessionKey::try_from(key)?);
        }
        state.remove(session::ROW);
        let key = token::draw()?;
        let now = self.clock.now();
        let account = account_of(&state)?;
        let lifetime = if account.is_some() { SIGNED_IN } else { GUEST };
        let new = NewSession {
            id: SessionId::new(self.clock.uuid()),
            token_hash: token::hash(&key).to_vec(),
            account,
            state: serde_json::to_value(state)?,
            now,
            idle_expires_at: now + lifetime.idle,
            expires_at: now + lifetime.absolute,
        };
        sessions::insert(&mut *self.db.connection().await?, &new).await?;
        Ok(SessionKey::try_from(key)?)
    }

    async fn replace_state(&self, key: &str, mut state: HashMap<String, String>) -> anyhow::Result<()> {
        state.remove(session::ROW);
        let mut conn = self.db.connection().await?;
        let state = serde_json::to_value(state)?;
        let alive = sessions::update_state(&mut conn, &token::hash(key), &state).await?;
        // A slow request that finishes after logout must not bring the session back.
        anyhow::ensure!(alive, SESSION_ENDED);
        Ok(())
    }
}

/// The account that a state belongs to, with the version of its security data.
fn account_of(state: &HashMap<String, String>) -> anyhow::Result<Option<(UserId, i64)>> {
    let (Some(user), Some(version)) = (state.get(session::USER), state.get(session::SECURITY_VERSION)) else {
        return Ok(None);
    };
    Ok(Some((serde_json::from_str(user)?, serde_json::from_str(version)?)))
}

impl SessionStore for DbSessionStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<HashMap<String, String>>, LoadError> {
        self.find(key.as_ref()).await.map_err(LoadError::Other)
    }

    async fn save(
        &self,
        state: HashMap<String, String>,
        _: &CookieDuration,
    ) -> Result<SessionKey, SaveError> {
        self.insert(state).await.map_err(SaveError::Other)
    }

    async fn update(
        &self,
        key: SessionKey,
        state: HashMap<String, String>,
        _: &CookieDuration,
    ) -> Result<SessionKey, UpdateError> {
        self.replace_state(key.as_ref(), state).await.map_err(UpdateError::Other)?;
        Ok(key)
    }

    async fn update_ttl(&self, _: &SessionKey, _: &CookieDuration) -> Result<(), anyhow::Error> {
        // `find` moves the time of last use on.
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        let mut conn = self.db.connection().await?;
        sessions::delete(&mut conn, &token::hash(key.as_ref())).await?;
        Ok(())
    }
}
