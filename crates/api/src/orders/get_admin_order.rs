//! `GET /admin/orders/{order}`

use actix_web::{get, web::Json};
use securecart_db::orders::find_order_any;
use securecart_domain::OrderId;
use securecart_dto::{Problem, orders::Order};

use super::{OrderError, order};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// One order.
#[utoipa::path(tag = "orders", operation_id = "get_admin_order", security(("session" = ["read_orders"])),
    params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The order", body = Order),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders/{order}")]
pub(crate) async fn get_admin_order(
    _access: Allowed<perm::ReadOrders>,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<Order>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_order_any(&mut conn, path.into_inner()).await?;
    Ok(Json(order(&state.keys, found.ok_or(OrderError::NotFound)?)?))
}
