//! `GET /me/orders`

use actix_web::{get, web::Json};
use securecart_db::orders::list_orders_for_customer;
use securecart_domain::OrderId;
use securecart_dto::{Page, Problem, catalog::ListQuery, orders::Order};

use super::order;
use crate::{
    auth::SignedIn,
    http::{ApiError, ValidQuery, page::PageAfter},
    state::State,
};

/// My orders, newest first.
#[utoipa::path(tag = "orders", operation_id = "list_my_orders", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of the customer's placed orders", body = Page<Order>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/orders")]
pub(crate) async fn list_my_orders(
    access: SignedIn,
    state: State,
    query: ValidQuery<ListQuery, PageAfter<OrderId>>,
) -> Result<Json<Page<Order>>, ApiError> {
    let PageAfter { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let found = list_orders_for_customer(&mut conn, access.user_id(), after, limit.get() + 1).await?;
    let (orders, next_cursor) = limit.cut(found, |last| last.id);
    let items = orders.into_iter().map(|found| order(&state.keys, found)).collect::<Result<_, _>>()?;
    Ok(Json(Page { items, next_cursor }))
}
