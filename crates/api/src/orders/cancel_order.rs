//! `POST /admin/orders/{order}/cancel`

use actix_web::{post, web::Json};
use securecart_domain::{OrderId, catalog::PlainText};
use securecart_dto::{
    FieldError, Problem,
    orders::{CancelOrderRequest, Order},
};

use super::{
    cancel::{Canceller, cancel},
    order,
};
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, Valid, fields::Fields, path::PathId},
    idempotency::Once,
    state::State,
};

/// The longest note in characters.
const MAX_NOTE: usize = 500;

/// Why, and what becomes of the goods.
pub(crate) struct Cancellation {
    note: String,
    restock: bool,
}

impl TryFrom<CancelOrderRequest> for Cancellation {
    type Error = Vec<FieldError>;

    fn try_from(request: CancelOrderRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/note", PlainText::paragraphs(&request.note, MAX_NOTE)) {
            Some(note) => Ok(Self { note: note.as_str().to_owned(), restock: request.restock }),
            None => Err(fields.into_errors()),
        }
    }
}

/// Cancel an order.
///
/// As long as nothing of it was sent. All of the money that is left goes back, which is why it takes the permission of
/// refunds and a confirmation within ten minutes. Refused with 409 otherwise.
#[utoipa::path(tag = "orders", operation_id = "cancel_order", security(("session" = ["write_refunds"])),
    params(("order" = OrderId, Path),
        ("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each cancellation")),
    request_body = CancelOrderRequest, responses(
    (status = 200, description = "The order as it is now", body = Order),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/cancel")]
pub(crate) async fn cancel_order(
    access: Allowed<perm::WriteRefunds>,
    _fresh: Fresh,
    once: Once,
    path: PathId<OrderId>,
    state: State,
    body: Valid<CancelOrderRequest, Cancellation>,
) -> Result<Json<Order>, ApiError> {
    let (id, Cancellation { note, restock }) = (path.into_inner(), body.into_inner());
    let canceller = Canceller::Staff { user: access.user_id(), note, restock };
    let ours = state.clone();
    // In a task of its own: a caller who closes the connection does not stop it half way.
    let task = tokio::spawn(async move { cancel(&ours, access.actor(), id, &canceller, &once).await });
    let changed = task.await.map_err(ApiError::internal)??;
    Ok(Json(order(&state.keys, changed)?))
}
