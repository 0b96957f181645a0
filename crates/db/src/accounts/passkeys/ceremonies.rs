//! Rows of `passkey_ceremonies`: challenges that wait for an answer.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;
use serde_json::Value;

use crate::{Conn, DbError, schema::passkey_ceremonies};

/// What the answer to a challenge is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Adding a passkey to the account.
    Register(UserId),
    /// Signing in; the answer says who.
    SignIn,
    /// Completing the account's sign-in.
    SecondFactor(UserId),
    /// Confirming that the account's owner sits there.
    Confirm(UserId),
}

impl Purpose {
    fn columns(self) -> (&'static str, Option<UserId>) {
        match self {
            Self::Register(user) => ("register", Some(user)),
            Self::SignIn => ("sign_in", None),
            Self::SecondFactor(user) => ("second_factor", Some(user)),
            Self::Confirm(user) => ("confirm", Some(user)),
        }
    }
}

/// Keeps what the answer to a challenge will be judged by.
pub async fn insert(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    purpose: Purpose,
    state: &Value,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    let (purpose, user) = purpose.columns();
    diesel::insert_into(passkey_ceremonies::table)
        .values((
            passkey_ceremonies::token_hash.eq(token_hash.as_slice()),
            passkey_ceremonies::purpose.eq(purpose),
            passkey_ceremonies::user_id.eq(user),
            passkey_ceremonies::state.eq(state),
            passkey_ceremonies::created_at.eq(now),
            passkey_ceremonies::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes what the answer is judged by, if it waits for this purpose and its time has not run out. Whatever the answer is
/// worth, the challenge is gone: of several who answer at the same moment one gets it.
pub async fn take(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<Value>, DbError> {
    let (purpose, user) = purpose.columns();
    let waiting = passkey_ceremonies::table
        .find(token_hash.as_slice())
        .filter(passkey_ceremonies::purpose.eq(purpose))
        .filter(passkey_ceremonies::user_id.is_not_distinct_from(user))
        .filter(passkey_ceremonies::expires_at.gt(now));
    Ok(diesel::delete(waiting).returning(passkey_ceremonies::state).get_result(conn).await.optional()?)
}

/// Removes challenges that nobody answered in time.
pub async fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let over = passkey_ceremonies::expires_at.le(now);
    Ok(diesel::delete(passkey_ceremonies::table.filter(over)).execute(conn).await?)
}
