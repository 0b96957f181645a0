//! `POST /me/orders/{order}/cancel`

use actix_web::{post, web::Json};
use securecart_domain::OrderId;
use securecart_dto::{Problem, orders::Order};

use super::{
    cancel::{Canceller, cancel},
    order,
};
use crate::{
    auth::SignedIn,
    http::{ApiError, path::PathId},
    idempotency::Once,
    state::State,
};

/// Cancel one of my orders.
///
/// As long as nothing of it was sent. All of the money goes back the way it was paid. Refused with 409 otherwise.
#[utoipa::path(tag = "orders", operation_id = "cancel_my_order", security(("session" = [])),
    params(("order" = OrderId, Path),
        ("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each cancellation")),
    responses(
    (status = 200, description = "The order as it is now", body = Order),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/orders/{order}/cancel")]
pub(crate) async fn cancel_my_order(
    access: SignedIn,
    once: Once,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<Order>, ApiError> {
    let (id, canceller) = (path.into_inner(), Canceller::Customer(access.user_id()));
    let ours = state.clone();
    // In a task of its own: a caller who closes the connection does not stop it half way.
    let task = tokio::spawn(async move { cancel(&ours, access.actor(), id, &canceller, &once).await });
    let changed = task.await.map_err(ApiError::internal)??;
    Ok(Json(order(&state.keys, changed)?))
}
