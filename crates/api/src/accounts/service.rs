//! The decisions about accounts.

use securecart_db::{
    Conn,
    accounts::{Confirmed, NewUser, Owner, UserRecord, sessions, users},
    carts,
    checkouts::assign_checkouts_to_customer,
    privacy::erase::is_retired,
};
use securecart_domain::{
    SessionId, UserId,
    accounts::{Email, NewPassword, Username, WeakPassword, device_in_words},
};
use serde_json::json;

use super::{AccountError, password_strength::judge};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, session::Renewal},
    keys::Keys,
    limits::sign_in::Opened,
    mail::{Notice, notify},
    state::AppState,
};

/// An account to be opened; the password is hashed already, outside of any transaction.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name.
    pub username: Username,
    /// The address; it belongs to the account only once confirmed.
    pub email: Email,
    /// Whether somebody vouches for the address.
    pub email_verified: bool,
    /// PHC string.
    pub password_hash: String,
}

/// Opens an account. Refuses a name that is taken in any spelling. An address may be named by several
/// unconfirmed accounts, so that registering never tells whether an address is known here.
pub async fn create_account(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    new: &NewAccount,
) -> Result<UserId, AccountError> {
    let (id, now) = (UserId::new(clock.uuid()), clock.now());
    let (key, email) = keys.seal_new_person(clock.uuid(), id, &new.email, now)?;
    let user = NewUser {
        id,
        username: new.username.as_str().to_owned(),
        username_key: new.username.key(),
        key,
        email,
        email_verified_at: new.email_verified.then_some(now),
        password_hash: new.password_hash.clone(),
        now,
    };
    users::insert_user(tx, &user).await?;
    // After the insertion, which waits for an account of that name that is being erased at this moment.
    if is_retired(tx, &keys.username_index(&user.username_key)).await? {
        return Err(AccountError::UsernameTaken);
    }
    let actor = Actor { user_id: Some(id), ..actor.clone() };
    audit::record(tx, now, &actor, entry("user_created", id, Outcome::Success)).await?;
    Ok(id)
}

/// Writes down a sign-in or a failed one. Of an unknown name nothing is kept but that it was tried: people
/// type passwords into the wrong field.
pub async fn record_login(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: Option<UserId>,
    success: bool,
) -> Result<(), AccountError> {
    let actor = Actor { user_id: user, ..actor.clone() };
    let (event, outcome) = if success {
        ("authn_login_success", Outcome::Success)
    } else {
        ("authn_login_fail", Outcome::Failure)
    };
    let entry = Entry {
        event,
        object_kind: "user",
        object_key: user.map_or_else(|| "unknown".to_owned(), |user| user.to_string()),
        outcome,
        detail: json!({}),
    };
    Ok(audit::record(tx, clock.now(), &actor, entry).await?)
}

/// Tells the owner that sign-ins to the account are blocked for now, or until the password is set anew.
pub async fn tell_of_block(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: Option<UserId>,
    blocked: bool,
) -> Result<(), AccountError> {
    if let Some(user) = user.filter(|_| blocked) {
        let actor = Actor { user_id: Some(user), ..actor.clone() };
        audit::record(tx, clock.now(), &actor, entry("authn_login_lock", user, Outcome::Denied)).await?;
        notify(tx, clock, user, Notice::SignInsBlocked).await?;
    }
    Ok(())
}

/// Failed sign-ins before a complete one of which the owner hears.
const ODD_FAILURES: i32 = 5;

/// Tells the owner of a sign-in that somebody else may have made (ASVS 6.3.5).
pub async fn tell_of_odd_sign_in(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
    opened: Opened,
) -> Result<(), AccountError> {
    if opened.new_device {
        let device = device_in_words(&actor.user_agent);
        notify(tx, clock, user, Notice::NewDevice { device }).await?;
    }
    if opened.failures >= ODD_FAILURES {
        notify(tx, clock, user, Notice::OpenedAfterFailures { failures: opened.failures }).await?;
    }
    Ok(())
}

/// Ends the session that the request came with, and no other. A guest's ends too, but is nothing to write down.
pub async fn log_out(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    session: SessionId,
) -> Result<(), AccountError> {
    let ended = sessions::end(tx, session).await?;
    if let Some(user) = actor.user_id.filter(|_| ended) {
        audit::record(tx, clock.now(), actor, entry("authn_logout", user, Outcome::Success)).await?;
    }
    Ok(())
}

/// What the guest put into the cart, and is paying or has just paid, is the customer's from now on.
pub async fn adopt_guest(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    guest: Option<Owner>,
    user: UserId,
) -> Result<(), AccountError> {
    let Some(Owner::Visitor(visitor)) = guest else {
        return Ok(());
    };
    let now = clock.now();
    // Checkouts before carts, as settling locks them; and once more, since the cart may have had to wait for a
    // checkout that was just being opened.
    let mut checkouts = assign_checkouts_to_customer(tx, now, visitor, user).await?;
    carts::merge_guest_into_customer(tx, now, visitor, user).await?;
    checkouts.extend(assign_checkouts_to_customer(tx, now, visitor, user).await?);
    let actor = Actor { user_id: Some(user), ..actor.clone() };
    for checkout in checkouts {
        let entry = Entry {
            event: "checkout_assigned",
            object_kind: "checkout",
            object_key: checkout.to_string(),
            outcome: Outcome::Success,
            detail: json!({}),
        };
        audit::record(tx, now, &actor, entry).await?;
    }
    Ok(())
}

/// Sets another password, renews the session it was asked for in and ends all others. Refuses if the password was
/// changed by someone else since `user` was read, or if the session has ended since: logged out is logged out.
/// Returns the security version that the session carries now.
pub async fn change_password(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: &UserRecord,
    password_hash: &str,
    renewal: &Renewal,
) -> Result<i64, AccountError> {
    let now = clock.now();
    let version = users::update_password(tx, user.id, user.security_version, password_hash, now)
        .await?
        .ok_or(AccountError::WrongPassword)?;
    let renewed = sessions::Renewed {
        user: user.id,
        id: renewal.row(),
        token_hash: &renewal.token_hash(),
        security_version: version,
        confirmed: Confirmed { authenticated_at: Some(now), second_factor_at: None },
    };
    if !sessions::renew(tx, &renewed).await? {
        return Err(AccountError::SessionEnded);
    }
    sessions::end_others(tx, user.id, renewal.row()).await?;
    notify(tx, clock, user.id, Notice::PasswordChanged).await?;
    audit::record(tx, now, actor, entry("authn_password_change", user.id, Outcome::Success)).await?;
    Ok(version)
}

/// Changes the account's own data; `None` leaves a field as it is.
pub async fn update_profile(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    user: UserId,
    full_name: Option<&str>,
) -> Result<UserRecord, AccountError> {
    let now = clock.now();
    if let Some(full_name) = full_name {
        let known = users::find_user(tx, user).await?.filter(|known| known.sealed.key.is_some());
        let known = known.ok_or(AccountError::NoAccount)?;
        let sealed = keys.seal_full_name(&known, full_name)?;
        users::update_full_name(tx, user, sealed.as_deref(), now).await?;
        audit::record(tx, now, actor, entry("user_updated", user, Outcome::Success)).await?;
    }
    users::find_user(tx, user).await?.ok_or(AccountError::NoAccount)
}

pub(super) fn entry(event: &'static str, user: UserId, outcome: Outcome) -> Entry {
    Entry { event, object_kind: "user", object_key: user.to_string(), outcome, detail: json!({}) }
}

/// Judges a new password for an account, so as nobody who knows its owner or this shop guesses it.
pub fn judge_password(
    state: &AppState,
    password: &str,
    username: &str,
    email: &str,
) -> Result<NewPassword, WeakPassword> {
    judge(password, &[username, email, &state.config.shop.name])
}
