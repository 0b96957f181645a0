//! Taking a second factor away from whoever lost it, or should never have had it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{
    Conn, DbError,
    accounts::passkeys::delete_passkeys_since,
    schema::{
        passkey_ceremonies, passkeys, pending_sign_ins, pending_totp_secrets, recovery_codes, totp_secrets,
    },
};

/// What was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// An authenticator app or a passkey opens nothing any more.
    pub factor: bool,
    /// Some of the recovery codes open nothing any more.
    pub recovery_codes: bool,
    /// The account still has an app or a passkey, which is older.
    pub still_on: bool,
}

/// Takes away what was switched on, added or drawn at that moment or later, and whatever waits: a secret for its first
/// code, a passkey for its device, a sign-in for a code. What is older stays.
pub async fn remove_since(tx: &mut Conn, user: UserId, since: DateTime<Utc>) -> Result<Removed, DbError> {
    forget_what_waits(tx, user).await?;
    let young = totp_secrets::table.find(user).filter(totp_secrets::created_at.ge(since));
    let apps = diesel::delete(young).execute(tx).await?;
    let keys = delete_passkeys_since(tx, user, since).await?;
    let still_on = super::is_on(tx, user).await?;
    let theirs = recovery_codes::user_id.eq(user);
    let codes = if still_on {
        let young = theirs.and(recovery_codes::created_at.ge(since));
        diesel::delete(recovery_codes::table.filter(young)).execute(tx).await?
    } else {
        // There is nothing left that they could stand in for.
        diesel::delete(recovery_codes::table.filter(theirs)).execute(tx).await?
    };
    Ok(Removed { factor: apps + keys > 0, recovery_codes: codes > 0, still_on })
}

/// Takes away everything that the account's second factor is made of, whatever its age.
pub async fn remove_all(tx: &mut Conn, user: UserId) -> Result<Removed, DbError> {
    remove_since(tx, user, DateTime::<Utc>::UNIX_EPOCH).await
}

/// Since when the account has had a second factor of those that it has; none if the password alone opens it.
pub async fn on_since(conn: &mut Conn, user: UserId) -> Result<Option<DateTime<Utc>>, DbError> {
    let app = totp_secrets::table
        .find(user)
        .select(totp_secrets::created_at)
        .first::<DateTime<Utc>>(conn)
        .await
        .optional()?;
    let key: Option<DateTime<Utc>> = passkeys::table
        .filter(passkeys::user_id.eq(user))
        .select(diesel::dsl::min(passkeys::created_at))
        .first(conn)
        .await?;
    Ok(app.into_iter().chain(key).min())
}

async fn forget_what_waits(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::delete(pending_totp_secrets::table.find(user)).execute(tx).await?;
    diesel::delete(pending_sign_ins::table.filter(pending_sign_ins::user_id.eq(user))).execute(tx).await?;
    diesel::delete(passkey_ceremonies::table.filter(passkey_ceremonies::user_id.eq(user)))
        .execute(tx)
        .await?;
    Ok(())
}
