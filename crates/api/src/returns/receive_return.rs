//! `POST /admin/orders/{order}/returns/{return}/receive`

use actix_web::{post, web::Json};
use securecart_domain::{OrderId, OrderLineId, ReturnId};
use securecart_dto::{
    FieldError, Problem,
    returns::{OrderReturn, ReceiveReturnRequest},
};

use super::{order_return, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, path::PathIds},
    idempotency::{Once, StoredAnswer},
    state::State,
};

/// The lines whose units go on the shelf again.
#[derive(Clone, Debug)]
pub(crate) struct Restocking(pub(super) Vec<OrderLineId>);

impl TryFrom<ReceiveReturnRequest> for Restocking {
    type Error = Vec<FieldError>;

    fn try_from(request: ReceiveReturnRequest) -> Result<Self, Vec<FieldError>> {
        let mut lines = request.restock;
        let named = lines.len();
        lines.sort_unstable();
        lines.dedup();
        if lines.len() != named || named > 100 {
            return Err(vec![FieldError::new(
                "/restock",
                "invalid",
                "Name each line once, and at most 100.",
            )]);
        }
        Ok(Self(lines))
    }
}

/// A return has arrived.
///
/// The units of the lines that are named go on the shelf again; of the others nothing does. The customer gets a mail.
#[utoipa::path(tag = "returns", operation_id = "receive_return", security(("session" = ["write_orders"])),
    params(("order" = OrderId, Path), ("return" = ReturnId, Path),
        ("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each return")),
    request_body = ReceiveReturnRequest, responses(
    (status = 200, description = "The return, received", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/returns/{return}/receive")]
pub(crate) async fn receive_return(
    access: Allowed<perm::WriteOrders>,
    once: Once,
    path: PathIds<OrderId, ReturnId>,
    state: State,
    body: Valid<ReceiveReturnRequest, Restocking>,
) -> Result<Json<OrderReturn>, ApiError> {
    let (ids, Restocking(restock)) = (path.into_inner(), body.into_inner());
    let received = state
        .db
        .transaction(async |tx| {
            let changed = service::receive(&access, tx, &state.clock, ids, &restock).await?;
            let received = order_return(&state.keys, changed)?;
            once.keep(tx, &state.keys, &StoredAnswer::ok(&received)?).await?;
            Ok::<_, ApiError>(received)
        })
        .await?;
    Ok(Json(received))
}
