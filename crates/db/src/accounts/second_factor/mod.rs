//! The second factor of accounts: authenticator apps, recovery codes and sign-ins that wait for a code.

pub mod pending_sign_ins;
pub mod recovery_codes;
mod removal;
pub mod totp;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

pub use removal::{Removed, on_since, remove_all, remove_since};

use super::passkeys;
use crate::{
    Conn, DbError,
    schema::{roles, sessions, user_roles, users},
};

/// Ends every session of the account by raising its security version, which is returned. `None` if the version is no
/// longer the one the caller looked at.
pub async fn raise_security_version(
    tx: &mut Conn,
    user: UserId,
    expected: i64,
    now: DateTime<Utc>,
) -> Result<Option<i64>, DbError> {
    let version = diesel::update(users::table.find(user).filter(users::security_version.eq(expected)))
        .set((users::security_version.eq(users::security_version + 1), users::updated_at.eq(now)))
        .returning(users::security_version)
        .get_result(tx)
        .await
        .optional()?;
    Ok(version)
}

/// The account has no second factor any more, so no session of it has proved one.
pub async fn forget_proofs(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::update(sessions::table.filter(sessions::user_id.eq(user)))
        .set(sessions::second_factor_at.eq(None::<DateTime<Utc>>))
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether signing in asks for more than the password: the account has an authenticator app or a passkey.
pub async fn is_on(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    Ok(totp::is_on(conn, user).await? || passkeys::has_any(conn, user).await?)
}

/// Whether one of the account's roles asks for a second factor.
pub async fn is_asked_of(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let asking = user_roles::table
        .inner_join(roles::table)
        .filter(user_roles::user_id.eq(user))
        .filter(roles::requires_second_factor);
    Ok(diesel::select(diesel::dsl::exists(asking)).get_result(conn).await?)
}
