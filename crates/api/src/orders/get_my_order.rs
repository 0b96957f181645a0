//! `GET /me/orders/{order}`

use actix_web::{get, web::Json};
use securecart_db::orders::find_order_for_customer;
use securecart_domain::OrderId;
use securecart_dto::{Problem, orders::Order};

use super::{OrderError, order};
use crate::{
    auth::SignedIn,
    http::{ApiError, path::PathId},
    state::State,
};

/// One of my orders.
#[utoipa::path(tag = "orders", operation_id = "get_my_order", security(("session" = [])), params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The order", body = Order),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/orders/{order}")]
pub(crate) async fn get_my_order(
    access: SignedIn,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<Order>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_order_for_customer(&mut conn, access.user_id(), path.into_inner()).await?;
    Ok(Json(order(&state.keys, found.ok_or(OrderError::NotFound)?)?))
}
