//! The decisions about another address: it is confirmed where it is, and for three days the old one can take it back.

use chrono::Duration;
use securecart_db::{
    Conn,
    accounts::{
        address_changes::{self, AddressChange, Stage, WantedAddress},
        people,
        second_factor::{Removed, remove_since},
        sessions, users,
    },
    mailed_links::delete_links,
};
use securecart_domain::{
    AddressChangeId, SessionId, UserId,
    accounts::{Email, LinkPurpose},
};
use securecart_dto::{FieldError, ProblemType};
use serde_json::json;

use super::{AccountError, service::entry};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, token},
    http::ApiError,
    mail::{Mail, Notice, Quota, SealedAddress, notify, promise},
    state::AppState,
};

/// How long a change can be confirmed.
pub(crate) const CONFIRMABLE: Duration = Duration::hours(24);
/// How long it can be undone.
pub(crate) const UNDOABLE: Duration = Duration::hours(72);

/// Gives up a change that waits to be confirmed, if there is one.
pub(super) async fn cancel(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
) -> Result<(), AccountError> {
    if address_changes::forget_waiting(tx, user).await? {
        let entry = entry("user_email_change_cancelled", user, Outcome::Success);
        audit::record(tx, clock.now(), actor, entry).await?;
    }
    Ok(())
}

/// Notes that an account is to have another address, and promises the mail that asks there. Which addresses other
/// accounts have is not told: the mail itself goes to whoever can read it.
pub(super) async fn want(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    (user, session): (UserId, SessionId),
    email: &Email,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let owner = users::find_user(tx, user).await?.ok_or(AccountError::NoAccount)?;
    if owner.sealed.email_index.as_deref() == Some(&state.keys.email_index(&email.key())) {
        return Err(vec![FieldError::new("/email", "same", "This is your address already.")].into());
    }
    if !Quota::ConfirmByAccount(user).allows(tx, state).await? {
        return Err(ApiError::retry_after(
            ProblemType::TooManyRequests,
            "Three mails have been sent already. Please try again in an hour.",
            3600,
        ));
    }
    let id = AddressChangeId::new(state.clock.uuid());
    let wanted_sealed = SealedAddress::Wanted(id).seal(&state.keys, &owner, email.as_str())?;
    let wanted = WantedAddress { id, user, session, wanted_sealed, now, expires_at: now + CONFIRMABLE };
    address_changes::want_address(tx, &wanted).await?;
    if Quota::ConfirmByAddress(&email.key()).allows(tx, state).await? {
        promise(tx, &state.clock, &Mail::ConfirmNewAddress { change: id }).await?;
    }
    let entry = entry("user_email_change_requested", user, Outcome::Success);
    Ok(audit::record(tx, now, actor, entry).await?)
}

/// Follows the link that was mailed to the new address: it is the account's, and every session ends but the one that
/// asked. Its former address, if it was confirmed, hears of it and may undo it.
pub(super) async fn confirm(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    token: &str,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let change = find(tx, &state.clock, Stage::Waiting, token).await?;
    let owner = users::find_user(tx, change.user).await?.filter(|owner| owner.disabled_at.is_none());
    let owner = owner.ok_or(AccountError::DeadLink)?;
    let email = SealedAddress::Wanted(change.id).open(&state.keys, &owner, &change.wanted_sealed)?;
    let former = match owner.email_verified_at {
        Some(_) => {
            let former = state.keys.person(&owner)?.email;
            Some(SealedAddress::Former(change.id).seal(&state.keys, &owner, &former)?)
        }
        None => None,
    };
    let email = state.keys.seal_email(&owner, &email)?;
    address_changes::mark_done(tx, change.id, former.as_deref(), now, now + UNDOABLE).await?;
    let version = users::update_email(tx, owner.id, &email, now).await.map_err(AccountError::from)?;
    match change.session {
        Some(asker) => {
            sessions::end_others(tx, owner.id, asker).await?;
            sessions::carry_over(tx, owner.id, asker, version).await?;
        }
        None => drop(sessions::end_all(tx, owner.id).await?),
    }
    delete_links(tx, owner.id, &[LinkPurpose::ConfirmAddress, LinkPurpose::ResetPassword]).await?;
    if former.is_some() {
        promise(tx, &state.clock, &Mail::AddressChanged { change: change.id, at: now }).await?;
    }
    notify(tx, &state.clock, owner.id, Notice::EmailChanged).await?;
    let entry = entry("user_email_changed", owner.id, Outcome::Success);
    Ok(audit::record(tx, now, actor, entry).await?)
}

/// Follows the link that was mailed to the old address: the account has it again. Whoever changed it knew the
/// password, so that opens nothing any more, and a link to choose another one is promised. Nor does the account ask for
/// codes of a second factor that was switched on since: it would keep its owner out. An older one stays.
pub(super) async fn undo(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    token: &str,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let change = find(tx, &state.clock, Stage::Done, token).await?;
    let sealed = change.former_sealed.as_deref().ok_or(AccountError::DeadLink)?;
    let owner = users::find_user(tx, change.user).await?.ok_or(AccountError::DeadLink)?;
    let former = SealedAddress::Former(change.id).open(&state.keys, &owner, sealed)?;
    let former = state.keys.seal_email(&owner, &former)?;
    address_changes::forget_change_and_later(tx, &change).await?;
    users::update_email(tx, change.user, &former, now).await.map_err(AccountError::from)?;
    let version = people::shut_password(tx, change.user, now).await?;
    sessions::end_all(tx, change.user).await?;
    let removed = remove_since(tx, change.user, change.confirmed_at.unwrap_or(now)).await?;
    if removed.factor && !removed.still_on {
        notify(tx, &state.clock, change.user, Notice::SecondFactorOff).await?;
    }
    delete_links(tx, change.user, &[LinkPurpose::ConfirmAddress, LinkPurpose::ResetPassword]).await?;
    promise(tx, &state.clock, &Mail::ResetPassword { account: Some((change.user, version)) }).await?;
    let Removed { factor, recovery_codes, .. } = removed;
    let detail = json!({ "second_factor_removed": factor, "recovery_codes_removed": recovery_codes });
    let entry = Entry { detail, ..entry("user_email_change_undone", change.user, Outcome::Success) };
    Ok(audit::record(tx, now, actor, entry).await?)
}

async fn find(
    tx: &mut Conn,
    clock: &Clock,
    stage: Stage,
    secret: &str,
) -> Result<AddressChange, AccountError> {
    let found = address_changes::lock_change_by_token(tx, stage, &token::hash(secret), clock.now()).await?;
    found.ok_or(AccountError::DeadLink)
}
