//! `GET /admin/orders/{order}/shipments`

use actix_web::{get, web::Json};
use securecart_db::{orders::find_order_any, shipments::list_shipments_any};
use securecart_domain::OrderId;
use securecart_dto::{AdminPage, Problem, shipments::Shipment};

use super::{ShipmentError, shipment};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// What was sent of an order.
///
/// All shipments, oldest first; there is never a next page.
#[utoipa::path(tag = "shipments", operation_id = "list_order_shipments", security(("session" = ["read_orders"])),
    params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The shipments of the order", body = AdminPage<Shipment>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders/{order}/shipments")]
pub(crate) async fn list_order_shipments(
    _access: Allowed<perm::ReadOrders>,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<AdminPage<Shipment>>, ApiError> {
    let id = path.into_inner();
    let mut conn = state.db.connection().await?;
    find_order_any(&mut conn, id).await?.ok_or(ShipmentError::NotFound)?;
    let items: Vec<_> = list_shipments_any(&mut conn, &[id]).await?.into_iter().map(shipment).collect();
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Ok(Json(AdminPage { items, next_cursor: None, total }))
}
