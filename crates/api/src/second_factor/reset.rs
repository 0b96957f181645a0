//! Taking the second factor of somebody else away, who has lost app and recovery codes.

use securecart_db::{
    Conn, DbError,
    accounts::{UserRecord, people, second_factor::remove_all},
    mailed_links::delete_links,
};
use securecart_domain::accounts::LinkPurpose;

use super::codes::entry;
use crate::{
    adapters::clock::Clock,
    audit::{self, Outcome},
    auth::Actor,
    mail::{Mail, Notice, notify, promise},
};

/// Takes the account's second factor away and signs it out everywhere. What was guarded by two things would be guarded by
/// one then, so the password goes too: whoever chooses the next one follows a link that is mailed to the owner. False
/// if there was no second factor; then nothing has happened.
///
/// Its address has to be confirmed: no mail would let the owner in otherwise.
pub(crate) async fn reset(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: &UserRecord,
) -> Result<bool, DbError> {
    if !remove_all(tx, user.id).await?.factor {
        return Ok(false);
    }
    let now = clock.now();
    let version = people::shut_password(tx, user.id, now).await?;
    delete_links(tx, user.id, &[LinkPurpose::ResetPassword]).await?;
    notify(tx, clock, user.id, Notice::SecondFactorResetByShop).await?;
    promise(tx, clock, &Mail::ResetPassword { account: Some((user.id, version)) }).await?;
    audit::record(tx, now, actor, entry("user_second_factor_reset", user.id, Outcome::Success)).await?;
    Ok(true)
}
