//! `POST /orders/by-link/returns`

use actix_web::{post, web::Json};
use securecart_dto::{
    Problem,
    returns::{LinkedReturnRequest, OrderReturn},
};

use super::{order_return, service, wish::LinkedWish};
use crate::{
    auth::Anyone,
    http::{ApiError, Valid},
    orders::{dead_link, order_of_link},
    state::State,
};

/// Ask to send something of the order of a mailed link back.
///
/// For whoever has the link of the confirmation, signed in or not: guests send things back as customers do. Only what was
/// sent and is neither returned nor refunded. The shop answers to the address of the order.
#[utoipa::path(tag = "returns", operation_id = "create_return_by_link", security(()),
    request_body = LinkedReturnRequest, responses(
    (status = 200, description = "The return", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/orders/by-link/returns")]
pub(crate) async fn create_return_by_link(
    access: Anyone,
    state: State,
    body: Valid<LinkedReturnRequest, LinkedWish>,
) -> Result<Json<OrderReturn>, ApiError> {
    let LinkedWish { token, wish } = body.into_inner();
    let id = order_of_link(&state, &token).ok_or_else(dead_link)?;
    let asked = state
        .db
        .transaction(async |tx| service::ask_by_link(&access, tx, &state.clock, &state.keys, id, &wish).await)
        .await?;
    Ok(Json(order_return(&state.keys, asked)?))
}
