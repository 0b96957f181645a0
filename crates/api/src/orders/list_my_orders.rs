//! `GET /me/orders`

use actix_web::{get, web::Json};
use securecart_db::orders::list_orders_for_customer;
use securecart_domain::OrderId;
use securecart_dto::{FieldError, Page, Problem, catalog::ListQuery, orders::Order};

use super::order;
use crate::{
    auth::SignedIn,
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last order's id.
pub(crate) struct OrderPage {
    after: Option<OrderId>,
    limit: Limit,
}

impl TryFrom<ListQuery> for OrderPage {
    type Error = Vec<FieldError>;

    fn try_from(query: ListQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// My orders, newest first.
#[utoipa::path(tag = "orders", operation_id = "list_my_orders", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of the customer's placed orders", body = Page<Order>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/orders")]
pub(crate) async fn list_my_orders(
    access: SignedIn,
    state: State,
    query: ValidQuery<ListQuery, OrderPage>,
) -> Result<Json<Page<Order>>, ApiError> {
    let OrderPage { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let found = list_orders_for_customer(&mut conn, access.user_id(), after, limit.get() + 1).await?;
    let (orders, next_cursor) = limit.cut(found, |last| last.id);
    let items = orders.into_iter().map(|found| order(&state.keys, found)).collect::<Result<_, _>>()?;
    Ok(Json(Page { items, next_cursor }))
}
