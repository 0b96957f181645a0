//! Rows of `sessions`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{SessionId, UserId};

use super::{LiveSession, NewSession};
use crate::{
    Conn, DbError,
    schema::{sessions, users},
};

/// The session of that token, if it has not ended by time, by its account being shut or by a change of the
/// account's security data.
pub async fn find_live(
    conn: &mut Conn,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<LiveSession>, DbError> {
    let account_stands = sessions::user_id.is_null().or(users::disabled_at
        .is_null()
        .and(users::security_version.nullable().eq(sessions::security_version))
        .assume_not_null());
    let row: Option<(SessionId, serde_json::Value, DateTime<Utc>, Option<UserId>)> = sessions::table
        .left_join(users::table)
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::idle_expires_at.gt(now))
        .filter(sessions::expires_at.gt(now))
        .filter(account_stands)
        .select((sessions::id, sessions::state, sessions::last_seen_at, sessions::user_id))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(|(id, state, last_seen_at, user)| LiveSession { id, state, last_seen_at, user }))
}

/// Opens a session.
pub async fn insert(conn: &mut Conn, new: &NewSession) -> Result<(), DbError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(new.id),
            sessions::token_hash.eq(&new.token_hash),
            sessions::user_id.eq(new.account.map(|account| account.0)),
            sessions::security_version.eq(new.account.map(|account| account.1)),
            sessions::state.eq(&new.state),
            sessions::address.eq(&new.address),
            sessions::user_agent.eq(&new.user_agent),
            sessions::created_at.eq(new.now),
            sessions::last_seen_at.eq(new.now),
            sessions::idle_expires_at.eq(new.idle_expires_at),
            sessions::expires_at.eq(new.expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that the session was used.
pub async fn touch(
    conn: &mut Conn,
    token_hash: &[u8],
    now: DateTime<Utc>,
    idle_expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set((sessions::last_seen_at.eq(now), sessions::idle_expires_at.eq(idle_expires_at)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Replaces what the session remembers. `false` if it has been removed meanwhile: then nothing is written.
pub async fn update_state(
    conn: &mut Conn,
    token_hash: &[u8],
    state: &serde_json::Value,
) -> Result<bool, DbError> {
    let changed = diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set(sessions::state.eq(state))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Gives a session of the account another token and ties it to the account's new security version. False if it has
/// ended already.
pub async fn renew(
    conn: &mut Conn,
    user: UserId,
    id: SessionId,
    token_hash: &[u8],
    security_version: i64,
) -> Result<bool, DbError> {
    let own = sessions::id.eq(id).and(sessions::user_id.eq(user));
    let renewed = diesel::update(sessions::table.filter(own))
        .set((sessions::token_hash.eq(token_hash), sessions::security_version.eq(security_version)))
        .execute(conn)
        .await?;
    Ok(renewed > 0)
}

/// Ends a session, whatever its token is by now. False if it has ended already.
pub async fn end(conn: &mut Conn, id: SessionId) -> Result<bool, DbError> {
    Ok(diesel::delete(sessions::table.find(id)).execute(conn).await? > 0)
}

/// Ends the session of that token.
pub async fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<(), DbError> {
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash))).execute(conn).await?;
    Ok(())
}

/// Ends every session of an account but this one.
pub async fn end_others(conn: &mut Conn, user: UserId, kept: SessionId) -> Result<usize, DbError> {
    let others = sessions::user_id.eq(user).and(sessions::id.ne(kept));
    Ok(diesel::delete(sessions::table.filter(others)).execute(conn).await?)
}

/// Ends every session of an account.
pub async fn end_all(conn: &mut Conn, user: UserId) -> Result<usize, DbError> {
    Ok(diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(conn).await?)
}

/// Removes sessions that have ended by time; they open nothing, they only take space.
pub async fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let over = sessions::idle_expires_at.le(now).or(sessions::expires_at.le(now));
    Ok(diesel::delete(sessions::table.filter(over)).execute(conn).await?)
}
