//! What a session remembers.

use actix_session::Session;
use chrono::{DateTime, Utc};
use securecart_db::accounts::Confirmed;
use securecart_domain::{SessionId, UserId, VisitorId};
use serde::de::DeserializeOwned;

use super::{Actor, token};
use crate::{adapters::clock::Clock, http::ApiError};

/// Keys of the session's state; the store reads the first two to tie the session to its account.
pub(super) const USER: &str = "user_id";
pub(super) const SECURITY_VERSION: &str = "security_version";
/// Which row the session is; put in by the store when it loads one, and never stored.
pub(super) const ROW: &str = "session_id";
/// The token that a renewed session has got already; read by the store when it saves one, and never stored.
pub(super) const RENEWED: &str = "renewed_token";
/// Where the session was opened and with what; put into columns by the store when it saves one.
pub(super) const ADDRESS: &str = "address";
pub(super) const USER_AGENT: &str = "user_agent";
/// When password and second factor were right; columns of the row, put in by the store when it loads one and taken
/// out when it saves one.
pub(super) const AUTHENTICATED: &str = "authenticated_at";
pub(super) const SECOND_FACTOR: &str = "second_factor_at";
const VISITOR: &str = "visitor_id";
const CSRF: &str = "csrf_key";

/// What the session remembers under that key.
fn remembered<T: DeserializeOwned>(session: &Session, key: &str) -> Option<T> {
    session.get(key).ok().flatten()
}

/// Which row of the table this session is; none if it has not been stored yet.
pub fn row(session: &Session) -> Option<SessionId> {
    remembered(session, ROW)
}

/// The signed-in user.
pub fn user(session: &Session) -> Option<UserId> {
    remembered(session, USER)
}

/// What the user proved in this session, and when.
pub fn confirmed(session: &Session) -> Confirmed {
    Confirmed {
        authenticated_at: remembered(session, AUTHENTICATED),
        second_factor_at: remembered(session, SECOND_FACTOR),
    }
}

/// The guest this browser is.
pub fn visitor(session: &Session) -> Option<VisitorId> {
    remembered(session, VISITOR)
}

/// The guest this browser is, made one if it is none yet.
pub fn visitor_or_new(session: &Session, clock: &Clock) -> Result<VisitorId, ApiError> {
    if let Some(visitor) = visitor(session) {
        return Ok(visitor);
    }
    let visitor = VisitorId::new(clock.uuid());
    session.insert(VISITOR, visitor).map_err(internal)?;
    Ok(visitor)
}

/// The secret that CSRF tokens of this session are made with, drawn on first use.
pub fn csrf_key(session: &Session) -> Result<String, ApiError> {
    if let Some(key) = existing_csrf_key(session) {
        return Ok(key);
    }
    let key = token::draw().map_err(ApiError::internal)?;
    session.insert(CSRF, &key).map_err(internal)?;
    Ok(key)
}

/// The same, if there is one.
pub fn existing_csrf_key(session: &Session) -> Option<String> {
    remembered(session, CSRF)
}

/// Who signs in, and what was proved.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// The account.
    pub user: UserId,
    /// The version of its security data that was looked at.
    pub security_version: i64,
    /// When its password was right.
    pub authenticated_at: DateTime<Utc>,
    /// When its second factor was, if it has one.
    pub second_factor_at: Option<DateTime<Utc>>,
}

/// Signs a user in: everything the guest session knew is forgotten and the token in the cookie is another
/// one, so that nobody can prepare a session for somebody else (ASVS 7.2.4).
pub fn sign_in(session: &Session, who: &SignIn) -> Result<(), ApiError> {
    open(session, who.user, who.security_version)?;
    session.insert(AUTHENTICATED, who.authenticated_at).map_err(internal)?;
    match who.second_factor_at {
        Some(at) => session.insert(SECOND_FACTOR, at).map_err(internal),
        None => Ok(()),
    }
}

fn open(session: &Session, user: UserId, security_version: i64) -> Result<(), ApiError> {
    session.clear();
    session.renew();
    session.insert(USER, user).map_err(internal)?;
    session.insert(SECURITY_VERSION, security_version).map_err(internal)?;
    // Drawn here and not on first use: several tabs that ask at once would each draw one, and the last would
    // make the tokens of the others worthless.
    csrf_key(session).map(drop)
}

/// A new token for a session that stays the same row, so that whoever ends that row ends it with either token.
pub struct Renewal {
    row: SessionId,
    token: String,
}

impl Renewal {
    /// Draws the token; `None` for a session that has not been stored yet.
    pub fn draw(session: &Session) -> Result<Option<Self>, ApiError> {
        let Some(row) = row(session) else { return Ok(None) };
        Ok(Some(Self { row, token: token::draw().map_err(ApiError::internal)? }))
    }

    /// The session.
    pub fn row(&self) -> SessionId {
        self.row
    }

    /// What is stored of the new token.
    pub fn token_hash(&self) -> [u8; 32] {
        token::hash(&self.token)
    }
}

/// Signs a user in again with the token of the renewal, which has to be in the table already.
pub fn sign_in_again(
    session: &Session,
    renewal: &Renewal,
    user: UserId,
    security_version: i64,
) -> Result<(), ApiError> {
    open(session, user, security_version)?;
    session.insert(RENEWED, &renewal.token).map_err(internal)
}

/// Notes where the session is opened and with what, for the owner's list of devices.
pub(super) fn note_device(session: &Session, device: &Actor) -> Result<(), ApiError> {
    session.insert(ADDRESS, &device.address).map_err(internal)?;
    session.insert(USER_AGENT, &device.user_agent).map_err(internal)
}

/// Signs out: the session is removed from the database and the cookie is taken back.
pub fn sign_out(session: &Session) {
    session.purge();
}

fn internal(error: actix_session::SessionInsertError) -> ApiError {
    ApiError::internal(anyhow::anyhow!("the session could not be changed: {error}"))
}
