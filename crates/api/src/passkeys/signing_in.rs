//! The decisions about a sign-in without a password.

use securecart_db::{
    Conn,
    accounts::{Owner, UserRecord, users},
};
use securecart_domain::UserId;

use super::answer::JudgedBy;
use crate::{
    accounts::service, auth::Actor, http::ApiError, limits::sign_in::complete_without_password,
    state::AppState,
};

/// Who signs in, and where.
pub(super) struct Opening<'a> {
    pub(super) actor: &'a Actor,
    /// What the guest has in the cart.
    pub(super) guest: Option<Owner>,
    /// The token that the browser is known by from now on.
    pub(super) device: &'a str,
}

/// Signs in whose passkey it is, unless the account is shut; the guest's cart is the customer's then. Of what opens nothing
/// the account is told, if there is one.
pub(super) async fn sign_in(
    tx: &mut Conn,
    state: &AppState,
    by: &Opening<'_>,
    answer: &JudgedBy,
) -> Result<Result<UserRecord, Option<UserId>>, ApiError> {
    let known = answer.spend(tx, state).await?.map(|passkey| passkey.user);
    let user = match known {
        Some(id) => users::find_user(tx, id).await?.filter(|user| user.disabled_at.is_none()),
        None => None,
    };
    service::record_login(tx, &state.clock, by.actor, known, user.is_some()).await?;
    let Some(user) = user else { return Ok(Err(known)) };
    let opened =
        complete_without_password(tx, state, user.id, &user.username.to_lowercase(), by.device).await?;
    service::tell_of_odd_sign_in(tx, &state.clock, by.actor, user.id, opened).await?;
    service::adopt_guest(tx, &state.clock, by.actor, by.guest, user.id).await?;
    Ok(Ok(user))
}
