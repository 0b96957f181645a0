//! What the caller may pass on, take away and overrule, read while nobody else changes privileges.

use securecart_db::{
    Conn, DbError,
    accounts::{people, permissions, roles},
};
use securecart_domain::{
    UserId,
    accounts::{Held, MissingPermission, must_hold},
};

use super::{Allowed, perm::Required, session::Renewal};

/// The caller's session was ended while the request ran.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the session has ended")]
pub struct OwnSessionEnded;

/// Locks all privileges for the rest of the transaction and tells what the caller holds. Refuses if the permission that
/// let the caller in has been taken away meanwhile.
pub async fn take_authority<P, E>(access: &Allowed<P>, tx: &mut Conn) -> Result<Held, E>
where
    P: Required,
    E: From<DbError> + From<MissingPermission>,
{
    roles::lock_privileges(tx).await?;
    let held = held_by(tx, access.user_id()).await?;
    must_hold(&held, [&P::PERMISSION])?;
    Ok(held)
}

/// Everything that an account holds.
pub async fn held_by(conn: &mut Conn, user: UserId) -> Result<Held, DbError> {
    Ok(permissions::list_for_user(conn, user).await?.into_iter().collect())
}

/// Whoever changes their own privileges stays signed in here and nowhere else, with another token. Returns the security
/// version that the session carries from now on; `None` if the caller is not among those affected.
pub async fn keep_own_session<E>(
    tx: &mut Conn,
    caller: UserId,
    affected: &[(UserId, i64)],
    renewal: &Renewal,
) -> Result<Option<i64>, E>
where
    E: From<DbError> + From<OwnSessionEnded>,
{
    let Some((_, version)) = affected.iter().find(|(user, _)| *user == caller) else { return Ok(None) };
    if !people::keep_session(tx, caller, renewal.row(), &renewal.token_hash(), *version).await? {
        return Err(OwnSessionEnded.into());
    }
    Ok(Some(*version))
}
