//! `GET /admin/orders/{order}/refunds`

use actix_web::{get, web::Json};
use securecart_db::{orders::find_order_any, refunds::list_refunds_any};
use securecart_domain::OrderId;
use securecart_dto::{AdminPage, Problem, refunds::Refund};

use super::{RefundError, refund};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// The refunds of an order.
///
/// All of them, oldest first; there is never a next page.
#[utoipa::path(tag = "refunds", operation_id = "list_order_refunds", security(("session" = ["read_refunds"])),
    params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The refunds of the order", body = AdminPage<Refund>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders/{order}/refunds")]
pub(crate) async fn list_order_refunds(
    _access: Allowed<perm::ReadRefunds>,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<AdminPage<Refund>>, ApiError> {
    let id = path.into_inner();
    let mut conn = state.db.connection().await?;
    find_order_any(&mut conn, id).await?.ok_or(RefundError::NotFound)?;
    let items: Vec<_> = list_refunds_any(&mut conn, &[id]).await?.into_iter().map(refund).collect();
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Ok(Json(AdminPage { items, next_cursor: None, total }))
}
