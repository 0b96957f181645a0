//! Rows of `pending_sign_ins`: the password was right, a code is asked for.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{Conn, DbError, schema::pending_sign_ins};

/// A sign-in that waits for a code.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPendingSignIn {
    /// SHA-256 of the token that goes on with it.
    pub token_hash: [u8; 32],
    /// The account.
    pub user: UserId,
    /// The version of its security data that was looked at.
    pub security_version: i64,
    /// What is counted against it until it is complete.
    pub attempt: serde_json::Value,
    /// Now, when the password was right.
    pub now: DateTime<Utc>,
    /// When it is over.
    pub expires_at: DateTime<Utc>,
}

/// A sign-in that somebody goes on with.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub struct PendingSignIn {
    /// The account.
    pub user: UserId,
    /// The version of its security data that was looked at.
    pub security_version: i64,
    /// What is counted against it until it is complete.
    pub attempt: serde_json::Value,
    /// When the password was right.
    pub created_at: DateTime<Utc>,
}

/// Keeps a sign-in.
pub async fn insert(tx: &mut Conn, new: &NewPendingSignIn) -> Result<(), DbError> {
    diesel::insert_into(pending_sign_ins::table)
        .values((
            pending_sign_ins::token_hash.eq(new.token_hash.as_slice()),
            pending_sign_ins::user_id.eq(new.user),
            pending_sign_ins::security_version.eq(new.security_version),
            pending_sign_ins::attempt.eq(&new.attempt),
            pending_sign_ins::created_at.eq(new.now),
            pending_sign_ins::expires_at.eq(new.expires_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// The sign-in of that token, if it is not over; it stays.
pub async fn find(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<PendingSignIn>, DbError> {
    let found = pending_sign_ins::table
        .find(token_hash.as_slice())
        .filter(pending_sign_ins::expires_at.gt(now))
        .select((
            pending_sign_ins::user_id,
            pending_sign_ins::security_version,
            pending_sign_ins::attempt,
            pending_sign_ins::created_at,
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// Counts a wrong code and returns how many there were; `None` if the sign-in is over or can not have more.
pub async fn note_failure(tx: &mut Conn, token_hash: &[u8; 32]) -> Result<Option<i32>, DbError> {
    let open = pending_sign_ins::table.find(token_hash.as_slice()).filter(pending_sign_ins::failures.lt(5));
    let failures = diesel::update(open)
        .set(pending_sign_ins::failures.eq(pending_sign_ins::failures + 1))
        .returning(pending_sign_ins::failures)
        .get_result(tx)
        .await
        .optional()?;
    Ok(failures)
}

/// Ends the sign-in of that token. False if it is over already: of several who complete it at the same moment one gets
/// true.
pub async fn end(tx: &mut Conn, token_hash: &[u8; 32]) -> Result<bool, DbError> {
    Ok(diesel::delete(pending_sign_ins::table.find(token_hash.as_slice())).execute(tx).await? > 0)
}

/// Removes sign-ins that have ended by time.
pub async fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let over = pending_sign_ins::expires_at.le(now);
    Ok(diesel::delete(pending_sign_ins::table.filter(over)).execute(conn).await?)
}
