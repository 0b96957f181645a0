//! The decisions about a sign-in that waits for a code.

use securecart_db::{
    Conn,
    accounts::{
        Owner, UserRecord,
        second_factor::pending_sign_ins::{self, NewPendingSignIn, PendingSignIn},
        users,
    },
};
use securecart_dto::accounts::ConfirmWith;

use super::{Proof, SecondFactorError, codes::entry, pending::WAITS_FOR, ways};
use crate::{
    accounts::service,
    audit::{self, Outcome},
    auth::{Actor, token},
    http::ApiError,
    limits::sign_in::Attempt,
    mail::{Notice, notify},
    state::AppState,
};

/// If the account has a second factor: keeps the sign-in until it is proved, and returns the token that goes on with it and
/// the ways to. The attempt stays counted as failed until then.
pub(crate) async fn wait_for_code(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: &UserRecord,
    attempt: &Attempt,
) -> Result<Option<(String, Vec<ConfirmWith>)>, ApiError> {
    let ways = ways(tx, user.id).await?;
    if ways.is_empty() {
        return Ok(None);
    }
    let (token, now) = (token::draw().map_err(ApiError::internal)?, state.clock.now());
    let new = NewPendingSignIn {
        token_hash: token::hash(&token),
        user: user.id,
        security_version: user.security_version,
        attempt: serde_json::to_value(attempt).map_err(ApiError::internal)?,
        now,
        expires_at: now + WAITS_FOR,
    };
    pending_sign_ins::insert(tx, &new).await?;
    let actor = Actor { user_id: Some(user.id), ..actor.clone() };
    audit::record(tx, now, &actor, entry("authn_second_factor_asked", user.id, Outcome::Success)).await?;
    Ok(Some((token, ways)))
}

/// Who completes a sign-in, and where.
pub(super) struct Completion<'a> {
    pub(super) actor: &'a Actor,
    /// What the guest has in the cart.
    pub(super) guest: Option<Owner>,
    /// SHA-256 of the token of the sign-in.
    pub(super) token_hash: &'a [u8; 32],
    /// The token that the browser is known by from now on.
    pub(super) device: &'a str,
}

/// Completes the sign-in if the proof is right: it is over then, and the guest's cart is the customer's. `None` if the
/// code is wrong, of which the owner hears once for a sign-in: somebody knows the password.
pub(super) async fn complete(
    tx: &mut Conn,
    state: &AppState,
    by: &Completion<'_>,
    pending: &PendingSignIn,
    proof: &Proof<'_>,
) -> Result<Option<UserRecord>, ApiError> {
    let user = users::find_user(tx, pending.user).await?;
    let same = |user: &UserRecord| {
        user.may_sign_in_by_password() && user.security_version == pending.security_version
    };
    let user = user.filter(same).ok_or(SecondFactorError::NothingPending)?;
    let attempt: Attempt = serde_json::from_value(pending.attempt.clone()).map_err(ApiError::internal)?;
    if !proof.spend(tx, state, by.actor, user.id).await? {
        note_wrong_code(tx, state, by, &user, &attempt).await?;
        return Ok(None);
    }
    if !pending_sign_ins::end(tx, by.token_hash).await? {
        return Err(SecondFactorError::NothingPending.into());
    }
    service::record_login(tx, &state.clock, by.actor, Some(user.id), true).await?;
    let opened = attempt.complete(tx, state, user.id, by.device).await?;
    service::tell_of_odd_sign_in(tx, &state.clock, by.actor, user.id, opened).await?;
    service::adopt_guest(tx, &state.clock, by.actor, by.guest, user.id).await?;
    Ok(Some(user))
}

async fn note_wrong_code(
    tx: &mut Conn,
    state: &AppState,
    by: &Completion<'_>,
    user: &UserRecord,
    attempt: &Attempt,
) -> Result<(), ApiError> {
    let failures = pending_sign_ins::note_failure(tx, by.token_hash).await?;
    let failures = failures.ok_or(SecondFactorError::NothingPending)?;
    let actor = Actor { user_id: Some(user.id), ..by.actor.clone() };
    let entry = entry("authn_second_factor_fail", user.id, Outcome::Failure);
    audit::record(tx, state.clock.now(), &actor, entry).await?;
    if failures == 1 {
        let blocked = attempt.fail(tx, state, Some(user.id)).await?;
        notify(tx, &state.clock, user.id, Notice::SecondFactorFailed).await?;
        service::tell_of_block(tx, &state.clock, by.actor, Some(user.id), blocked).await?;
    }
    Ok(())
}

/// Ends a sign-in for which too many codes were tried.
pub(super) async fn give_up(
    tx: &mut Conn,
    state: &AppState,
    by: &Completion<'_>,
    pending: &PendingSignIn,
) -> Result<(), SecondFactorError> {
    if pending_sign_ins::end(tx, by.token_hash).await? {
        let actor = Actor { user_id: Some(pending.user), ..by.actor.clone() };
        let entry = entry("authn_second_factor_lock", pending.user, Outcome::Denied);
        audit::record(tx, state.clock.now(), &actor, entry).await?;
    }
    Ok(())
}
