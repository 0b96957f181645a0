//! `POST /orders/by-link/cancel`

use actix_web::{post, web::Json};
use securecart_dto::{
    Problem,
    orders::{LinkedOrder, LinkedOrderRequest},
};

use super::{
    cancel::{Canceller, cancel},
    get_order_by_link::{LinkAndEmail, linked, order_of_owner},
};
use crate::{
    auth::Anyone,
    http::{ApiError, Valid},
    idempotency::Once,
    state::State,
};

/// Cancel the order of a mailed link.
///
/// For guests, and for customers who are not signed in: with the link of the confirmation and the address that it went to.
/// As long as nothing of the order was sent. All of the money goes back the way it was paid. Refused with 409 otherwise.
#[utoipa::path(tag = "orders", operation_id = "cancel_order_by_link", security(()),
    params(("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each cancellation")),
    request_body = LinkedOrderRequest, responses(
    (status = 200, description = "The order as it is now", body = LinkedOrder),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/orders/by-link/cancel")]
pub(crate) async fn cancel_order_by_link(
    access: Anyone,
    once: Once,
    state: State,
    body: Valid<LinkedOrderRequest, LinkAndEmail>,
) -> Result<Json<LinkedOrder>, ApiError> {
    let id = order_of_owner(&state, &body.into_inner()).await?.id;
    let ours = state.clone();
    // In a task of its own: a caller who closes the connection does not stop it half way.
    let task =
        tokio::spawn(async move { cancel(&ours, access.actor(), id, &Canceller::Linked, &once).await });
    Ok(Json(linked(task.await.map_err(ApiError::internal)??)))
}
