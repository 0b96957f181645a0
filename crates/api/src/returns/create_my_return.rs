//! `POST /me/orders/{order}/returns`

use actix_web::post;
use securecart_domain::OrderId;
use securecart_dto::{
    Problem,
    returns::{NewReturnRequest, OrderReturn},
};

use super::{order_return, service, wish::Wish};
use crate::{
    auth::SignedIn,
    http::{ApiError, Created, Valid, path::PathId},
    state::State,
};

/// Ask to send something of one of my orders back.
///
/// Only what was sent and is neither returned nor refunded. The shop answers; until then nothing has to be sent.
#[utoipa::path(tag = "returns", operation_id = "create_my_return", security(("session" = [])),
    params(("order" = OrderId, Path)), request_body = NewReturnRequest, responses(
    (status = 201, description = "The return", body = OrderReturn),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/orders/{order}/returns")]
pub(crate) async fn create_my_return(
    access: SignedIn,
    path: PathId<OrderId>,
    state: State,
    body: Valid<NewReturnRequest, Wish>,
) -> Result<Created<OrderReturn>, ApiError> {
    let (id, wish) = (path.into_inner(), body.into_inner());
    let asked = state
        .db
        .transaction(async |tx| {
            service::ask_for_mine(&access, tx, &state.clock, &state.keys, id, &wish).await
        })
        .await?;
    Ok(Created::at(format!("/api/v1/me/orders/{id}"), order_return(&state.keys, asked)?))
}
