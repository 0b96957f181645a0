//! Whether an account has to have a second factor for what it may do.

use actix_session::Session;
use securecart_db::{
    Conn, DbError,
    accounts::{permissions, second_factor::is_asked_of},
};
use securecart_domain::UserId;

use super::session;
use crate::state::AppState;

/// Whether one of the account's roles asks for a second factor, or the shop does of everybody who may do anything.
pub async fn second_factor_asked_of(
    conn: &mut Conn,
    state: &AppState,
    user: UserId,
) -> Result<bool, DbError> {
    if state.config.staff_second_factor.is_required() {
        return permissions::holds_any(conn, user).await;
    }
    is_asked_of(conn, user).await
}

/// The same, and the session has proved none: what the roles allow is closed to it.
pub async fn second_factor_missing(
    conn: &mut Conn,
    state: &AppState,
    user: UserId,
    session: &Session,
) -> Result<bool, DbError> {
    if session::confirmed(session).second_factor_at.is_some() {
        return Ok(false);
    }
    second_factor_asked_of(conn, state, user).await
}
