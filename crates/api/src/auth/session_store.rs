//! Sessions in PostgreSQL: the token in the cookie is stored hashed, and what was removed stays removed.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use chrono::Duration;
use securecart_db::{
    Conn, Db, DbError,
    accounts::{Confirmed, NewSession, devices, permissions, sessions},
};
use securecart_domain::{SessionId, UserId};

use super::{session, token};
use crate::{
    adapters::clock::Clock,
    config::{Lifetime, SessionConfig},
};

/// A guest's session holds nothing but a cart: it may wait for its owner.
const GUEST: Lifetime = Lifetime { idle: Duration::days(14), absolute: Duration::days(60) };
/// The most sessions of one account (ASVS 7.1.2); signing in once more ends the oldest.
const MOST_SESSIONS: i64 = 10;
/// The time of last use is written at most so often.
const TOUCH_EVERY: Duration = Duration::minutes(1);

/// Why a session that is gone can not be changed.
pub const SESSION_ENDED: &str = "the session has ended";

/// The session store of actix-session over the table `sessions`.
#[derive(Clone)]
pub struct DbSessionStore {
    db: Db,
    clock: Clock,
    config: SessionConfig,
}

impl DbSessionStore {
    /// Sessions of that database, which live as long as `config` says.
    pub fn new(db: Db, clock: Clock, config: SessionConfig) -> Self {
        Self { db, clock, config }
    }

    /// How long sessions of that account live: staff's shorter than customers' (ASVS 7.3.1, 7.3.2).
    async fn lifetime(&self, conn: &mut Conn, user: Option<UserId>) -> Result<Lifetime, DbError> {
        let Some(user) = user else { return Ok(GUEST) };
        let staff = permissions::holds_any(conn, user).await?;
        Ok(if staff { self.config.staff } else { self.config.customer })
    }

    async fn find(&self, key: &str) -> anyhow::Result<Option<HashMap<String, String>>> {
        let (hash, now) = (token::hash(key), self.clock.now());
        let mut conn = self.db.connection().await?;
        let Some(found) = sessions::find_live(&mut conn, &hash, now).await? else {
            return Ok(None);
        };
        if now - found.last_seen_at >= TOUCH_EVERY {
            let lifetime = self.lifetime(&mut conn, found.user).await?;
            sessions::touch(&mut conn, &hash, now, now + lifetime.idle).await?;
        }
        let mut state: HashMap<String, String> = serde_json::from_value(found.state)?;
        state.insert(session::ROW.to_owned(), serde_json::to_string(&found.id)?);
        let Confirmed { authenticated_at, second_factor_at } = found.confirmed;
        for (key, at) in
            [(session::AUTHENTICATED, authenticated_at), (session::SECOND_FACTOR, second_factor_at)]
        {
            if let Some(at) = at {
                state.insert(key.to_owned(), serde_json::to_string(&at)?);
            }
        }
        Ok(Some(state))
    }

    async fn insert(&self, mut state: HashMap<String, String>) -> anyhow::Result<SessionKey> {
        if let Some(renewed) = state.remove(session::RENEWED) {
            let key: String = serde_json::from_str(&renewed)?;
            self.replace_state(&key, state).await?;
            return Ok(SessionKey::try_from(key)?);
        }
        let confirmed = take_columns(&mut state)?;
        let key = token::draw()?;
        let new = Opening {
            id: SessionId::new(self.clock.uuid()),
            token_hash: token::hash(&key),
            account: account_of(&state)?,
            address: take_text(&mut state, session::ADDRESS)?,
            user_agent: take_text(&mut state, session::USER_AGENT)?,
            confirmed,
            state: serde_json::to_value(state)?,
        };
        self.db.transaction(async |tx| self.open(tx, &new).await).await?;
        Ok(SessionKey::try_from(key)?)
    }

    /// Opens the session; where an account has too many, its oldest end.
    async fn open(&self, tx: &mut Conn, new: &Opening) -> Result<(), DbError> {
        let (now, user) = (self.clock.now(), new.account.map(|account| account.0));
        if let Some(user) = user {
            devices::lock_account(tx, user).await?;
        }
        let lifetime = self.lifetime(tx, user).await?;
        let row = NewSession {
            id: new.id,
            token_hash: new.token_hash.to_vec(),
            account: new.account,
            state: new.state.clone(),
            address: new.address.clone(),
            user_agent: new.user_agent.clone(),
            confirmed: new.confirmed,
            now,
            idle_expires_at: now + lifetime.idle,
            expires_at: now + lifetime.absolute,
        };
        sessions::insert(tx, &row).await?;
        if let Some(user) = user {
            devices::end_oldest(tx, user, MOST_SESSIONS).await?;
        }
        Ok(())
    }

    async fn replace_state(&self, key: &str, mut state: HashMap<String, String>) -> anyhow::Result<()> {
        for column in [session::ADDRESS, session::USER_AGENT] {
            state.remove(column);
        }
        take_columns(&mut state)?;
        let mut conn = self.db.connection().await?;
        let state = serde_json::to_value(state)?;
        let alive = sessions::update_state(&mut conn, &token::hash(key), &state).await?;
        // A slow request that finishes after logout must not bring the session back.
        anyhow::ensure!(alive, SESSION_ENDED);
        Ok(())
    }
}

/// A session about to be opened.
struct Opening {
    id: SessionId,
    token_hash: [u8; 32],
    account: Option<(UserId, i64)>,
    address: String,
    user_agent: String,
    confirmed: Confirmed,
    state: serde_json::Value,
}

/// A text that travels in the state and is stored in a column; empty if there is none.
fn take_text(state: &mut HashMap<String, String>, key: &str) -> anyhow::Result<String> {
    Ok(state.remove(key).map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// Takes out of a state what is kept in columns of the row, so that there is one truth about it.
fn take_columns(state: &mut HashMap<String, String>) -> anyhow::Result<Confirmed> {
    state.remove(session::ROW);
    let mut take = |key: &str| state.remove(key).map(|at| serde_json::from_str(&at)).transpose();
    Ok(Confirmed {
        authenticated_at: take(session::AUTHENTICATED)?,
        second_factor_at: take(session::SECOND_FACTOR)?,
    })
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
