//! The decisions about a sign-in without a password.

use securecart_db::{
    Conn,
    accounts::{Owner, UserRecord, users},
};
use securecart_domain::UserId;

use super::answer::JudgedBy;
use crate::{accounts::service, auth::Actor, http::ApiError, state::AppState};

/// Signs in whose passkey it is, unless the account is shut; the guest's cart is the customer's then. Of what opens nothing
/// the account is told, if there is one.
pub(super) async fn sign_in(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    guest: Option<Owner>,
    answer: &JudgedBy,
) -> Result<Result<UserRecord, Option<UserId>>, ApiError> {
    let known = answer.spend(tx, state).await?.map(|passkey| passkey.user);
    let user = match known {
        Some(id) => users::find_user(tx, id).await?.filter(|user| user.disabled_at.is_none()),
        None => None,
    };
    service::record_login(tx, &state.clock, actor, known, user.is_some()).await?;
    let Some(user) = user else { return Ok(Err(known)) };
    service::adopt_guest(tx, &state.clock, actor, guest, user.id).await?;
    Ok(Ok(user))
}
