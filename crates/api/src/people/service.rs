//! The decisions about other people's accounts. Every one is made under the lock of all privileges, with what the
//! caller holds then.

use chrono::{DateTime, Utc};
use securecart_db::{
    Conn,
    accounts::{
        people,
        roles::{self, ADMINISTRATOR, RoleRecord},
        users,
    },
};
use securecart_domain::{
    Permission, RoleId, UserId,
    accounts::{Held, may_change_account, may_touch_account, must_hold},
};
use serde_json::{Value, json};

use super::{PersonError, update_admin_user::PersonEdit, version};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{
        Allowed,
        authority::{held_by, keep_own_session, take_authority},
        perm,
        session::Renewal,
    },
    http::etag::IfMatch,
    mail::{Notice, notify},
    second_factor,
    state::AppState,
};

/// The proof that accounts may be changed.
pub(super) type Access = Allowed<perm::WriteUsers>;

/// An account that the caller may touch, locked.
struct Approached {
    /// What the caller holds.
    held: Held,
    /// What the account holds.
    theirs: Held,
    /// When it was last changed.
    changed_at: DateTime<Utc>,
}

/// Refuses accounts that hold anything the caller lacks.
async fn approach(access: &Access, tx: &mut Conn, id: UserId) -> Result<Approached, PersonError> {
    let held = take_authority::<_, PersonError>(access, tx).await?;
    let changed_at = people::lock_person(tx, id).await?.ok_or(PersonError::NotFound)?;
    let theirs = held_by(tx, id).await?;
    may_touch_account(&held, &theirs)?;
    Ok(Approached { held, theirs, changed_at })
}

/// The same for what nobody does to themselves.
async fn approach_other(access: &Access, tx: &mut Conn, id: UserId) -> Result<Approached, PersonError> {
    if id == access.user_id() {
        return Err(PersonError::Own);
    }
    approach(access, tx, id).await
}

/// Changes name and roles of an account that still is what the caller saw. Roles need `write_roles` besides, and
/// everything that the account holds and will hold; the last administrator stays one. Another set of roles ends the
/// account's sessions; a caller who changed their own stays here, and gets the returned security version.
pub(super) async fn update_user(
    access: &Access,
    tx: &mut Conn,
    state: &AppState,
    id: UserId,
    if_match: &IfMatch,
    edit: &PersonEdit,
    renewal: &Renewal,
) -> Result<Option<i64>, PersonError> {
    let (found, clock) = (approach(access, tx, id).await?, &state.clock);
    if_match.require(version(found.changed_at)).map_err(|_| PersonError::Stale)?;
    if let Some(name) = &edit.full_name {
        let user = users::find_user(tx, id).await?.ok_or(PersonError::NotFound)?;
        let sealed = state.keys.seal_full_name(&user, name.as_str())?;
        users::update_full_name(tx, id, sealed.as_deref(), clock.now()).await?;
        record(access, tx, clock, "user_updated", id, json!({"changed": ["full_name"]})).await?;
    }
    match &edit.roles {
        Some(given) => give_roles(access, tx, clock, id, &found, given, renewal).await,
        None => Ok(None),
    }
}

async fn give_roles(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
    found: &Approached,
    given: &[RoleId],
    renewal: &Renewal,
) -> Result<Option<i64>, PersonError> {
    must_hold(&found.held, [&Permission::WriteRoles])?;
    let after = roles::list_roles_by_id(tx, given).await?;
    if after.len() != given.len() {
        return Err(PersonError::UnknownRole);
    }
    let will_hold = after.iter().flat_map(|role| role.permissions.iter().copied()).collect();
    may_change_account(&found.held, &found.theirs, &will_hold)?;
    let before = people::list_roles_of(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let names = |roles: &[RoleRecord]| roles.iter().map(|role| role.name.clone()).collect::<Vec<_>>();
    let (was, is) = (before.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), names(&after));
    if was == is {
        return Ok(None);
    }
    if was.iter().any(|name| name == ADMINISTRATOR) && !is.iter().any(|name| name == ADMINISTRATOR) {
        keep_an_administrator(tx, id).await?;
    }
    let raised = people::replace_roles(tx, id, given, clock.now()).await?;
    let kept = keep_own_session::<PersonError>(tx, access.user_id(), &[(id, raised)], renewal).await?;
    let detail = json!({"before": {"roles": was}, "after": {"roles": is}});
    record(access, tx, clock, "user_roles_changed", id, detail).await?;
    Ok(kept)
}

/// Locks an account: its sessions end at once, and it can not sign in. Refuses the caller's own and the last
/// administrator; one that is locked already stays as it is.
pub(super) async fn lock_user(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
) -> Result<(), PersonError> {
    approach_other(access, tx, id).await?;
    let user = users::find_user(tx, id).await?.ok_or(PersonError::NotFound)?;
    if user.disabled_at.is_some() {
        return Ok(());
    }
    let theirs = people::list_roles_of(tx, &[id]).await?.remove(&id).unwrap_or_default();
    if theirs.iter().any(|(_, name)| name == ADMINISTRATOR) {
        keep_an_administrator(tx, id).await?;
    }
    let now = clock.now();
    people::set_locked(tx, id, Some(now), now).await?;
    let detail = json!({"before": {"locked": false}, "after": {"locked": true}});
    record(access, tx, clock, "user_locked", id, detail).await?;
    Ok(notify(tx, clock, id, Notice::AccountLockedByStaff).await?)
}

/// Lets an account in again; one that is open stays as it is.
pub(super) async fn unlock_user(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
) -> Result<(), PersonError> {
    approach_other(access, tx, id).await?;
    let user = users::find_user(tx, id).await?.ok_or(PersonError::NotFound)?;
    if user.disabled_at.is_none() {
        return Ok(());
    }
    people::set_locked(tx, id, None, clock.now()).await?;
    let detail = json!({"before": {"locked": true}, "after": {"locked": false}});
    record(access, tx, clock, "user_unlocked", id, detail).await
}

/// Signs an account out everywhere.
pub(super) async fn end_user_sessions(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
) -> Result<(), PersonError> {
    approach_other(access, tx, id).await?;
    people::end_sessions(tx, id, clock.now()).await?;
    record(access, tx, clock, "user_sessions_ended", id, json!({})).await
}

/// Makes the password of an account worthless and signs it out everywhere; its owner is told to choose a new one.
/// Refuses accounts that no mail would reach, since nothing could open them again.
pub(super) async fn reset_user_password(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
) -> Result<(), PersonError> {
    approach_other(access, tx, id).await?;
    let user = users::find_user(tx, id).await?.ok_or(PersonError::NotFound)?;
    if user.email_verified_at.is_none() {
        return Err(PersonError::OutOfReach);
    }
    people::shut_password(tx, id, clock.now()).await?;
    record(access, tx, clock, "user_password_reset", id, json!({})).await?;
    Ok(notify(tx, clock, id, Notice::PasswordResetByStaff).await?)
}

/// Takes an account's second factor away, and with it the password: the owner chooses another one with a mailed link.
/// Refuses accounts that no mail would reach, and those that have none.
pub(super) async fn reset_user_second_factor(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: UserId,
) -> Result<(), PersonError> {
    approach_other(access, tx, id).await?;
    let user = users::find_user(tx, id).await?.ok_or(PersonError::NotFound)?;
    if user.email_verified_at.is_none() {
        return Err(PersonError::OutOfReach);
    }
    let was_on = second_factor::reset(tx, clock, access.actor(), &user).await?;
    if was_on { Ok(()) } else { Err(PersonError::NotFound) }
}

async fn keep_an_administrator(tx: &mut Conn, leaving: UserId) -> Result<(), PersonError> {
    let user = users::find_user(tx, leaving).await?;
    let counts = user.is_some_and(|user| user.disabled_at.is_none());
    if counts && people::count_other_administrators(tx, leaving).await? == 0 {
        return Err(PersonError::LastAdministrator);
    }
    Ok(())
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: UserId,
    detail: Value,
) -> Result<(), PersonError> {
    let entry =
        Entry { event, object_kind: "user", object_key: id.to_string(), outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
