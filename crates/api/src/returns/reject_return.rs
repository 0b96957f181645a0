//! `POST /admin/orders/{order}/returns/{return}/reject`

use actix_web::{post, web::Json};
use securecart_domain::{OrderId, ReturnId};
use securecart_dto::{
    Problem,
    returns::{AnswerReturnRequest, OrderReturn},
};

use super::{answer::Answer, order_return, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, path::PathIds},
    state::State,
};

/// Do not take a return back.
///
/// Also one that was approved and never came. The customer gets a mail with the answer; its units can be asked for again.
#[utoipa::path(tag = "returns", operation_id = "reject_return", security(("session" = ["write_orders"])),
    params(("order" = OrderId, Path), ("return" = ReturnId, Path)), request_body = AnswerReturnRequest, responses(
    (status = 200, description = "The return, rejected", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/returns/{return}/reject")]
pub(crate) async fn reject_return(
    access: Allowed<perm::WriteOrders>,
    path: PathIds<OrderId, ReturnId>,
    state: State,
    body: Valid<AnswerReturnRequest, Answer>,
) -> Result<Json<OrderReturn>, ApiError> {
    let (ids, Answer(answer)) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| service::reject(&access, tx, &state.clock, ids, &answer).await)
        .await?;
    Ok(Json(order_return(&state.keys, changed)?))
}
