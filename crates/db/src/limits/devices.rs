//! Browsers that completed a sign-in. They are known by a random token in a cookie, of which the hash is kept.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl,
    dsl::exists,
    select,
    sql_types::{BigInt, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use super::Key;
use crate::{Conn, DbError, schema::sign_in_devices as devices};

/// Whether that browser has completed a sign-in with that name or address since `since`.
pub async fn is_known(
    conn: &mut Conn,
    token_hash: &Key,
    identifier_hash: &Key,
    since: DateTime<Utc>,
) -> Result<bool, DbError> {
    let one = devices::table.filter(
        devices::token_hash
            .eq(token_hash.as_slice())
            .and(devices::identifier_hash.eq(identifier_hash.as_slice()))
            .and(devices::last_used_at.gt(since)),
    );
    Ok(select(exists(one)).get_result(conn).await?)
}

/// Whether that browser has opened this account since `since`, by whichever name.
pub async fn has_opened(
    conn: &mut Conn,
    token_hash: &Key,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<bool, DbError> {
    let one = devices::table.filter(
        devices::token_hash
            .eq(token_hash.as_slice())
            .and(devices::user_id.eq(user))
            .and(devices::last_used_at.gt(since)),
    );
    Ok(select(exists(one)).get_result(conn).await?)
}

const FORGET_OLDEST: &str = "\
DELETE FROM sign_in_devices WHERE user_id = $1 AND (token_hash, identifier_hash) IN (
  SELECT token_hash, identifier_hash FROM sign_in_devices WHERE user_id = $1
  ORDER BY last_used_at DESC OFFSET $2)";

/// Remembers the browser; of each account only the `most` that were used last.
pub async fn remember(
    tx: &mut Conn,
    token_hash: &Key,
    identifier_hash: &Key,
    user: UserId,
    most: i64,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(devices::table)
        .values((
            devices::token_hash.eq(token_hash.as_slice()),
            devices::identifier_hash.eq(identifier_hash.as_slice()),
            devices::user_id.eq(user),
            devices::created_at.eq(now),
            devices::last_used_at.eq(now),
        ))
        .on_conflict((devices::token_hash, devices::identifier_hash))
        .do_update()
        .set((devices::user_id.eq(user), devices::last_used_at.eq(now)))
        .execute(tx)
        .await?;
    diesel::sql_query(FORGET_OLDEST).bind::<Uuid, _>(user).bind::<BigInt, _>(most).execute(tx).await?;
    Ok(())
}

/// Forgets all browsers of the account.
pub async fn forget_all(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::delete(devices::table.filter(devices::user_id.eq(user))).execute(tx).await?;
    Ok(())
}

/// Removes browsers that were not used for so long. Returns how many.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>, unused: Duration) -> Result<usize, DbError> {
    let old = devices::table.filter(devices::last_used_at.lt(now - unused));
    Ok(diesel::delete(old).execute(conn).await?)
}
