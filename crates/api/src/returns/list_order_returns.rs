//! `GET /admin/orders/{order}/returns`

use actix_web::{get, web::Json};
use securecart_db::{orders::find_order_any, returns::list_returns_any};
use securecart_domain::OrderId;
use securecart_dto::{AdminPage, Problem, returns::OrderReturn};

use super::{ReturnError, order_return};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// What comes back of an order.
///
/// All returns, oldest first; there is never a next page.
#[utoipa::path(tag = "returns", operation_id = "list_order_returns", security(("session" = ["read_orders"])),
    params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The returns of the order", body = AdminPage<OrderReturn>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders/{order}/returns")]
pub(crate) async fn list_order_returns(
    _access: Allowed<perm::ReadOrders>,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<AdminPage<OrderReturn>>, ApiError> {
    let id = path.into_inner();
    let mut conn = state.db.connection().await?;
    find_order_any(&mut conn, id).await?.ok_or(ReturnError::NotFound)?;
    let found = list_returns_any(&mut conn, &[id]).await?.into_iter();
    let items: Vec<_> = found.map(|record| order_return(&state.keys, record)).collect::<Result<_, _>>()?;
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Ok(Json(AdminPage { items, next_cursor: None, total }))
}
