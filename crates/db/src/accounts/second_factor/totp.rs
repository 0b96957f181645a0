//! Rows of `totp_secrets` and `pending_totp_secrets`. Secrets are sealed before they come here.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{
    Conn, DbError,
    schema::{pending_totp_secrets, totp_secrets},
};

/// The second factor of an account.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct TotpRecord {
    /// The secret, sealed.
    pub sealed_secret: Vec<u8>,
    /// Since when it is asked for.
    pub created_at: DateTime<Utc>,
}

/// Whether the account has an authenticator app.
pub async fn is_on(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    Ok(diesel::select(diesel::dsl::exists(totp_secrets::table.find(user))).get_result(conn).await?)
}

/// The account's second factor, if it has one.
pub async fn find_totp(conn: &mut Conn, user: UserId) -> Result<Option<TotpRecord>, DbError> {
    let found = totp_secrets::table
        .find(user)
        .select((totp_secrets::sealed_secret, totp_secrets::created_at))
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// Uses the code of a step up, and with it those before. False if it is used up already, or if the secret that it was
/// judged by is no longer the account's: of several who try at the same moment one gets true.
pub async fn spend_step(
    tx: &mut Conn,
    user: UserId,
    sealed_secret: &[u8],
    step: i64,
) -> Result<bool, DbError> {
    let unused = totp_secrets::last_step.lt(step).and(totp_secrets::sealed_secret.eq(sealed_secret));
    let spent = diesel::update(totp_secrets::table.find(user).filter(unused))
        .set(totp_secrets::last_step.eq(step))
        .execute(tx)
        .await?;
    Ok(spent > 0)
}

/// Keeps a secret until its first code is given; it takes the place of one that was not confirmed.
pub async fn store_pending(
    tx: &mut Conn,
    user: UserId,
    sealed_secret: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    let values = (
        pending_totp_secrets::sealed_secret.eq(sealed_secret),
        pending_totp_secrets::created_at.eq(now),
        pending_totp_secrets::expires_at.eq(expires_at),
    );
    diesel::insert_into(pending_totp_secrets::table)
        .values((pending_totp_secrets::user_id.eq(user), values))
        .on_conflict(pending_totp_secrets::user_id)
        .do_update()
        .set(values)
        .execute(tx)
        .await?;
    Ok(())
}

/// The sealed secret that waits for its first code.
pub async fn find_pending(
    conn: &mut Conn,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<Vec<u8>>, DbError> {
    let found = pending_totp_secrets::table
        .find(user)
        .filter(pending_totp_secrets::expires_at.gt(now))
        .select(pending_totp_secrets::sealed_secret)
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// Makes the secret that waited for its first code the account's, sealed anew for its place; the code's step is used up.
/// False if it does not wait any more.
pub async fn activate(
    tx: &mut Conn,
    user: UserId,
    waiting: &[u8],
    sealed_secret: &[u8],
    step: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let same = pending_totp_secrets::sealed_secret.eq(waiting).and(pending_totp_secrets::expires_at.gt(now));
    if diesel::delete(pending_totp_secrets::table.find(user).filter(same)).execute(tx).await? == 0 {
        return Ok(false);
    }
    let values = (
        totp_secrets::sealed_secret.eq(sealed_secret),
        totp_secrets::last_step.eq(step),
        totp_secrets::created_at.eq(now),
    );
    diesel::insert_into(totp_secrets::table)
        .values((totp_secrets::user_id.eq(user), values))
        .on_conflict(totp_secrets::user_id)
        .do_update()
        .set(values)
        .execute(tx)
        .await?;
    Ok(true)
}

/// Takes the second factor away, and a secret that waits. False if there was none.
pub async fn remove(tx: &mut Conn, user: UserId) -> Result<bool, DbError> {
    diesel::delete(pending_totp_secrets::table.find(user)).execute(tx).await?;
    Ok(diesel::delete(totp_secrets::table.find(user)).execute(tx).await? > 0)
}

/// Removes secrets that were never confirmed and can not be any more.
pub async fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let over = pending_totp_secrets::expires_at.le(now);
    Ok(diesel::delete(pending_totp_secrets::table.filter(over)).execute(conn).await?)
}
