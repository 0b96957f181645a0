//! `POST /checkout/{checkout}/cancel`

use actix_web::{post, web::Json};
use securecart_db::checkouts::find_checkout_for_owner;
use securecart_domain::CheckoutId;
use securecart_dto::{Problem, checkout::CheckoutState};

use super::{CheckoutError, checkout_state, give_up};
use crate::{
    auth::Shopper,
    http::{ApiError, path::PathId},
    state::State,
};

/// Give up my checkout.
///
/// Closes the payment page and gives the stock back. If the payment was faster, the answer says `paid`. Giving up
/// what has ended already changes nothing.
#[utoipa::path(tag = "checkout", operation_id = "cancel_checkout", security(()), params(("checkout" = CheckoutId, Path)), responses(
    (status = 200, description = "Its state", body = CheckoutState),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Payments are not available", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/checkout/{checkout}/cancel")]
pub(crate) async fn cancel_checkout(
    access: Shopper,
    path: PathId<CheckoutId>,
    state: State,
) -> Result<Json<CheckoutState>, ApiError> {
    let owner = access.owner().ok_or(CheckoutError::NotFound)?;
    let id = path.into_inner();
    let find = async || {
        let mut conn = state.db.connection().await?;
        find_checkout_for_owner(&mut conn, owner, id).await?.ok_or(CheckoutError::NotFound)
    };
    let checkout = find().await?;
    if !checkout.status.holds_stock() {
        return Ok(Json(checkout_state(checkout)));
    }
    give_up(&state, access.actor(), id).await?;
    Ok(Json(checkout_state(find().await?)))
}
