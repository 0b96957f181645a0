//! Confirming that it is still the owner who sits there.

use securecart_db::{
    Conn,
    accounts::{Confirmed, UserRecord, sessions},
};
use securecart_domain::{SessionId, UserId};

use super::{AccountError, service::entry};
use crate::{
    adapters::clock::Clock,
    audit::{self, Outcome},
    auth::{Actor, session::Renewal},
};

/// Takes one of the few tries that a session has to say the password or a code. Whoever has used them up has a
/// session that is not theirs, and loses it.
pub(super) async fn spend_try(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
    session: SessionId,
) -> Result<bool, AccountError> {
    if sessions::spend_confirmation(tx, session).await? {
        return Ok(true);
    }
    if sessions::end(tx, session).await? {
        audit::record(tx, clock.now(), actor, entry("authn_confirm_lock", user, Outcome::Denied)).await?;
    }
    Ok(false)
}

/// Writes down that the password or code was wrong.
pub(super) async fn record_wrong(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
) -> Result<(), AccountError> {
    Ok(audit::record(tx, clock.now(), actor, entry("authn_confirm_fail", user, Outcome::Failure)).await?)
}

/// Notes what was confirmed, and gives the session another token. Refuses if it has ended meanwhile.
pub(super) async fn confirm(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: &UserRecord,
    confirmed: Confirmed,
    renewal: &Renewal,
) -> Result<(), AccountError> {
    let renewed = sessions::Renewed {
        user: user.id,
        id: renewal.row(),
        token_hash: &renewal.token_hash(),
        security_version: user.security_version,
        confirmed,
    };
    if !sessions::renew(tx, &renewed).await? {
        return Err(AccountError::SessionEnded);
    }
    Ok(audit::record(tx, clock.now(), actor, entry("authn_confirm_success", user.id, Outcome::Success))
        .await?)
}
