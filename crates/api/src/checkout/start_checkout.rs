//! `POST /checkout`

use actix_web::post;
use securecart_dto::{
    Problem,
    checkout::{CheckoutRequest, CheckoutStarted},
};

use super::{CheckoutError, delivery::Setting, open::Ask, start::start, wishes::Wishes};
use crate::{
    auth::Shopper,
    http::{ApiError, Created, Valid},
    idempotency::Once,
    state::State,
};

/// Start paying for my cart.
///
/// Holds the stock and gives the address of the payment provider's page. Started again with the same cart, to be
/// delivered in the same way, it gives the same page again.
#[utoipa::path(tag = "checkout", operation_id = "start_checkout", security(()),
    params(("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each try to pay")),
    request_body = CheckoutRequest, responses(
    (status = 201, description = "The checkout with its payment page", body = CheckoutStarted),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Payments are not available", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/checkout")]
pub(crate) async fn start_checkout(
    access: Shopper,
    once: Once,
    state: State,
    body: Valid<CheckoutRequest, Wishes>,
) -> Result<Created<CheckoutStarted>, ApiError> {
    let owner = access.owner().ok_or(CheckoutError::CartEmpty)?;
    let shop = &state.config.shop;
    let wishes = body.into_inner();
    wishes.accept(shop.terms.as_ref())?;
    let setting = Setting { owner, currency: shop.currency, home: shop.home };
    let ask = Ask { setting, wishes };
    let actor = access.actor().clone();
    // In a task of its own: a shopper who closes the connection does not stop it half way.
    let task = tokio::spawn(async move { start(&state, &actor, &ask, &once).await });
    let started = task.await.map_err(ApiError::internal)??;
    Ok(Created::at(format!("/api/v1/checkout/{}", started.checkout_id), started))
}
