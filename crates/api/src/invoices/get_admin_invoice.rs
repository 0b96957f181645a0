//! `GET /admin/orders/{order}/invoice`

use actix_web::{HttpResponse, get};
use securecart_db::orders::find_order_any;
use securecart_domain::OrderId;
use securecart_dto::Problem;

use super::answer;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    orders::OrderError,
    state::State,
};

/// The invoice of an order.
///
/// A PDF with what was bought, the tax, what was paid and what has gone back by now. Its number is that of the order.
#[utoipa::path(tag = "invoices", operation_id = "get_admin_invoice", security(("session" = ["read_orders"])), params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The invoice", body = String, content_type = "application/pdf"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders/{order}/invoice")]
pub(crate) async fn get_admin_invoice(
    _access: Allowed<perm::ReadOrders>,
    path: PathId<OrderId>,
    state: State,
) -> Result<HttpResponse, ApiError> {
    let found = {
        let mut conn = state.db.connection().await?;
        find_order_any(&mut conn, path.into_inner()).await?
    };
    answer(&state, &found.ok_or(OrderError::NotFound)?)
}
