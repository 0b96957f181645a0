//! The decisions about mailed links: asking for them and following them.

use securecart_db::{
    Conn,
    accounts::{UserRecord, sessions, users},
    mailed_links::{find_link, take_link},
};
use securecart_domain::{
    UserId,
    accounts::{Email, LinkPurpose},
};
use securecart_dto::ProblemType;
use serde_json::json;

use super::AccountError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, token},
    http::ApiError,
    mail::{Mail, Notice, Quota, notify, promise, still_fits},
    state::AppState,
};

/// Promises the mail that asks whether the address is the account's. False, and no mail, if the account has asked
/// too often; no mail either if the address has got too many from all accounts that name it, which is not told.
pub(super) async fn ask_to_confirm(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    email: &str,
) -> Result<bool, ApiError> {
    if !Quota::ConfirmByAccount(user).allows(tx, state).await? {
        return Ok(false);
    }
    if Quota::ConfirmByAddress(&email.to_lowercase()).allows(tx, state).await? {
        promise(tx, &state.clock, &Mail::ConfirmAddress { user }).await?;
    }
    Ok(true)
}

/// Follows a link that confirms an address. [`AccountError::AddressTaken`] if another account has it by now.
pub(super) async fn confirm_address(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    token: &str,
) -> Result<(), AccountError> {
    let (purpose, now) = (LinkPurpose::ConfirmAddress, clock.now());
    let link = take_link(tx, purpose, &token::hash(token), now).await?.ok_or(AccountError::DeadLink)?;
    let user = users::find_user(tx, link.user_id).await?;
    let user = user.filter(|user| still_fits(&link, token, purpose, user)).ok_or(AccountError::DeadLink)?;
    let address = user.sealed.email_index.as_deref().ok_or(AccountError::DeadLink)?;
    // Once more in the statement that acts: the address may be changing at this very moment.
    if !users::mark_email_verified(tx, user.id, address, now).await? {
        return Err(AccountError::DeadLink);
    }
    Ok(audit::record(tx, now, actor, entry("user_email_verified", Some(user.id), Outcome::Success)).await?)
}

/// Promises the mail with the link that resets a password. Known and unknown addresses cost the same statements, and
/// whether a mail leaves is found out after the answer. Refuses only networks that ask too often.
pub(super) async fn ask_for_reset(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    email: &Email,
) -> Result<(), ApiError> {
    if !Quota::ResetByNetwork(&actor.address).allows(tx, state).await? {
        return Err(ApiError::retry_after(
            ProblemType::TooManyRequests,
            "New passwords were asked for too often from your network. Please try again in an hour.",
            3600,
        ));
    }
    let key = email.key();
    let within = Quota::ResetByAddress(&key).allows(tx, state).await?;
    let user = users::find_user_by_verified_email(tx, &state.keys.email_index(&key)).await?;
    let open = user.filter(|user| within && user.disabled_at.is_none());
    let account = open.map(|user| (user.id, user.security_version));
    promise(tx, &state.clock, &Mail::ResetPassword { account }).await?;
    let id = account.map(|account| account.0);
    let entry = entry("authn_password_reset_requested", id, Outcome::Success);
    Ok(audit::record(tx, state.clock.now(), actor, entry).await?)
}

/// The account that a reset link opens; the link stays, since the new password may be refused.
pub(super) async fn find_resetting(
    conn: &mut Conn,
    clock: &Clock,
    token: &str,
) -> Result<UserRecord, AccountError> {
    let (purpose, hash) = (LinkPurpose::ResetPassword, token::hash(token));
    let link = find_link(conn, purpose, &hash, clock.now()).await?.ok_or(AccountError::DeadLink)?;
    let user = users::find_user(conn, link.user_id).await?;
    let open = user.filter(|user| user.disabled_at.is_none());
    open.filter(|user| still_fits(&link, token, purpose, user)).ok_or(AccountError::DeadLink)
}

/// Follows a reset link: the new password holds and every session of the account ends. Of two who follow it at once
/// one gets through. `user` is what [`find_resetting`] found; if the account changed since, nothing is done.
pub(super) async fn reset_password(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: &UserRecord,
    token: &str,
    password_hash: &str,
) -> Result<(), AccountError> {
    let now = clock.now();
    let link = take_link(tx, LinkPurpose::ResetPassword, &token::hash(token), now).await?;
    link.filter(|link| link.user_id == user.id).ok_or(AccountError::DeadLink)?;
    users::update_password(tx, user.id, user.security_version, password_hash, now)
        .await?
        .ok_or(AccountError::DeadLink)?;
    sessions::end_all(tx, user.id).await?;
    notify(tx, clock, user.id, Notice::PasswordChanged).await?;
    let entry = entry("authn_password_reset", Some(user.id), Outcome::Success);
    Ok(audit::record(tx, now, actor, entry).await?)
}

/// Of an unknown address nothing is kept but that it was tried.
fn entry(event: &'static str, user: Option<UserId>, outcome: Outcome) -> Entry {
    let object_key = user.map_or_else(|| "unknown".to_owned(), |user| user.to_string());
    Entry { event, object_kind: "user", object_key, outcome, detail: json!({}) }
}
