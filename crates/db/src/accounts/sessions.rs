//! Rows of `sessions`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{SessionId, UserId};

use super::{Confirmed, LiveSession, NewSession};
use crate::{
    Conn, DbError,
    schema::{sessions, users},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
struct LiveRow {
    id: SessionId,
    state: serde_json::Value,
    last_seen_at: DateTime<Utc>,
    user_id: Option<UserId>,
    authenticated_at: Option<DateTime<Utc>>,
    second_factor_at: Option<DateTime<Utc>>,
}

impl From<LiveRow> for LiveSession {
    fn from(row: LiveRow) -> Self {
        Self {
            id: row.id,
            state: row.state,
            last_seen_at: row.last_seen_at,
            user: row.user_id,
            confirmed: Confirmed {
                authenticated_at: row.authenticated_at,
                second_factor_at: row.second_factor_at,
            },
        }
    }
}

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
    let row: Option<LiveRow> = sessions::table
        .left_join(users::table)
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::idle_expires_at.gt(now))
        .filter(sessions::expires_at.gt(now))
        .filter(account_stands)
        .select(LiveRow::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(Into::into))
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
            sessions::authenticated_at.eq(new.confirmed.authenticated_at),
            sessions::second_factor_at.eq(new.confirmed.second_factor_at),
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

/// A session that gets another token, since its owner has just proved something.
#[derive(Clone, Copy, Debug)]
pub struct Renewed<'a> {
    /// Whose it is.
    pub user: UserId,
    /// Which one.
    pub id: SessionId,
    /// SHA-256 of the new token.
    pub token_hash: &'a [u8],
    /// The version of the account's security data that it is tied to from now on.
    pub security_version: i64,
    /// What was proved just now; what is none stays as it was.
    pub confirmed: Confirmed,
}

/// Gives a session of the account another token. False if it has ended already.
pub async fn renew(conn: &mut Conn, new: &Renewed<'_>) -> Result<bool, DbError> {
    let own = sessions::id.eq(new.id).and(sessions::user_id.eq(new.user));
    let Confirmed { authenticated_at, second_factor_at } = new.confirmed;
    let renewed = diesel::update(sessions::table.filter(own))
        .set((
            sessions::token_hash.eq(new.token_hash),
            sessions::security_version.eq(new.security_version),
            // Only who said the right password or code has as many tries again.
            authenticated_at.or(second_factor_at).map(|_| sessions::confirmation_attempts.eq(0)),
            authenticated_at.map(|at| sessions::authenticated_at.eq(at)),
            second_factor_at.map(|at| sessions::second_factor_at.eq(at)),
        ))
        .execute(conn)
        .await?;
    Ok(renewed > 0)
}

/// Lets a session of the account live on with another version of its security data. False if it has ended already.
pub async fn carry_over(
    conn: &mut Conn,
    user: UserId,
    id: SessionId,
    security_version: i64,
) -> Result<bool, DbError> {
    let own = sessions::id.eq(id).and(sessions::user_id.eq(user));
    let carried = diesel::update(sessions::table.filter(own))
        .set(sessions::security_version.eq(security_version))
        .execute(conn)
        .await?;
    Ok(carried > 0)
}

/// How often in a row a session may fail to confirm who is using it.
const MAX_CONFIRMATIONS: i16 = 5;

/// Takes one of the tries to confirm that a session has until one works. False if none is left.
pub async fn spend_confirmation(conn: &mut Conn, id: SessionId) -> Result<bool, DbError> {
    let left = sessions::confirmation_attempts.lt(MAX_CONFIRMATIONS);
    let spent = diesel::update(sessions::table.find(id).filter(left))
        .set(sessions::confirmation_attempts.eq(sessions::confirmation_attempts + 1))
        .execute(conn)
        .await?;
    Ok(spent > 0)
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
