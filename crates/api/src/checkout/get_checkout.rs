//! `GET /checkout/{checkout}`

use actix_web::{get, web::Json};
use chrono::Duration;
use securecart_db::{
    accounts::Owner,
    checkouts::{CheckoutRecord, claim_for_check, find_checkout_for_owner},
};
use securecart_domain::CheckoutId;
use securecart_dto::{Problem, checkout::CheckoutState};

use super::{CheckoutError, checkout_state};
use crate::{
    auth::Shopper,
    http::{ApiError, path::PathId},
    payments::settle::settle,
    state::State,
};

/// The provider is asked about one checkout no more often than this, however many pages wait for it.
const ASK_EVERY: Duration = Duration::seconds(2);

/// Where my checkout stands.
///
/// If it is open the payment provider is asked, so the answer does not wait for a webhook.
#[utoipa::path(tag = "checkout", operation_id = "get_checkout", security(()), params(("checkout" = CheckoutId, Path)), responses(
    (status = 200, description = "Its state", body = CheckoutState),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/checkout/{checkout}")]
pub(crate) async fn get_checkout(
    access: Shopper,
    path: PathId<CheckoutId>,
    state: State,
) -> Result<Json<CheckoutState>, ApiError> {
    let owner = access.owner().ok_or(CheckoutError::NotFound)?;
    let id = path.into_inner();
    let checkout = find(&state, owner, id).await?;
    if !checkout.status.holds_stock() || !is_my_turn(&state, id).await? {
        return Ok(Json(checkout_state(checkout)));
    }
    if let Err(error) = settle(&state, access.actor(), id).await {
        // What is known is better than nothing; the reconciler goes on asking.
        tracing::warn!(checkout.id = %id, %error, "the payment provider could not be asked");
    }
    Ok(Json(checkout_state(find(&state, owner, id).await?)))
}

async fn find(state: &State, owner: Owner, id: CheckoutId) -> Result<CheckoutRecord, CheckoutError> {
    let mut conn = state.db.connection().await?;
    find_checkout_for_owner(&mut conn, owner, id).await?.ok_or(CheckoutError::NotFound)
}

async fn is_my_turn(state: &State, id: CheckoutId) -> Result<bool, CheckoutError> {
    let mut conn = state.db.connection().await?;
    Ok(claim_for_check(&mut conn, state.clock.now(), id, ASK_EVERY).await?)
}
