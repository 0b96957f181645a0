//! Rows of `recovery_codes`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{Conn, DbError, schema::recovery_codes};

/// Gives the account these codes; all earlier ones open nothing any more.
pub async fn replace(
    tx: &mut Conn,
    user: UserId,
    hashes: &[[u8; 32]],
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    remove(tx, user).await?;
    let rows: Vec<_> = hashes
        .iter()
        .map(|hash| {
            (
                recovery_codes::user_id.eq(user),
                recovery_codes::code_hash.eq(hash.as_slice()),
                recovery_codes::created_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(recovery_codes::table).values(rows).execute(tx).await?;
    Ok(())
}

/// Takes all codes away from the account.
pub async fn remove(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(tx).await?;
    Ok(())
}

/// Uses a code up. False if the account has none of that hash that is unused: of several who try at the same moment one
/// gets true.
pub async fn spend(
    tx: &mut Conn,
    user: UserId,
    code_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let code = recovery_codes::table.find((user, code_hash.as_slice()));
    let spent = diesel::update(code.filter(recovery_codes::used_at.is_null()))
        .set(recovery_codes::used_at.eq(now))
        .execute(tx)
        .await?;
    Ok(spent > 0)
}

/// How many codes are left.
pub async fn count_left(conn: &mut Conn, user: UserId) -> Result<u32, DbError> {
    let left: i64 = recovery_codes::table
        .filter(recovery_codes::user_id.eq(user))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)
        .await?;
    Ok(u32::try_from(left).unwrap_or(0))
}
