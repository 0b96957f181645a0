//! The sessions of an account as its owner and staff see them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{SessionId, UserId};

use crate::{
    Conn, DbError,
    schema::{sessions, users},
};

/// One place where an account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct DeviceRecord {
    /// The session; never its token.
    pub id: SessionId,
    /// The network address it was opened from.
    pub address: String,
    /// What the client called itself then.
    pub user_agent: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

/// The account's sessions that are alive, behind `after`, newest first, at most `limit`.
pub async fn list_devices_for_owner(
    conn: &mut Conn,
    now: DateTime<Utc>,
    user: UserId,
    after: Option<SessionId>,
    limit: i64,
) -> Result<Vec<DeviceRecord>, DbError> {
    let mut alive = sessions::table
        .inner_join(users::table)
        .filter(sessions::user_id.eq(user))
        .filter(sessions::idle_expires_at.gt(now))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::security_version.eq(users::security_version.nullable()))
        .into_boxed();
    if let Some(after) = after {
        alive = alive.filter(sessions::id.lt(after));
    }
    let rows = alive
        .order(sessions::id.desc())
        .limit(limit)
        .select((
            sessions::id,
            sessions::address,
            sessions::user_agent,
            sessions::created_at,
            sessions::last_seen_at,
        ))
        .load(conn)
        .await?;
    Ok(rows)
}

/// Ends a session of the account. False if it has none of that id.
pub async fn end_device_for_owner(conn: &mut Conn, user: UserId, id: SessionId) -> Result<bool, DbError> {
    let own = sessions::id.eq(id).and(sessions::user_id.eq(user));
    Ok(diesel::delete(sessions::table.filter(own)).execute(conn).await? > 0)
}

/// Makes everybody else who opens a session of the account wait until this transaction has ended, so that they are
/// counted one after the other.
pub async fn lock_account(conn: &mut Conn, user: UserId) -> Result<(), DbError> {
    let _found: Option<UserId> =
        users::table.find(user).select(users::id).for_no_key_update().first(conn).await.optional()?;
    Ok(())
}

/// Ends the oldest sessions of the account until only the `kept` newest are left.
pub async fn end_oldest(conn: &mut Conn, user: UserId, kept: i64) -> Result<usize, DbError> {
    let oldest: Vec<SessionId> = sessions::table
        .filter(sessions::user_id.eq(user))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .offset(kept)
        .select(sessions::id)
        .load(conn)
        .await?;
    Ok(diesel::delete(sessions::table.filter(sessions::id.eq_any(oldest))).execute(conn).await?)
}
