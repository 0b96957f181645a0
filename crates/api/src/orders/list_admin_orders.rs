//! `GET /admin/orders`

use actix_web::{get, web::Json};
use securecart_db::orders::{OrderFilter, count_orders_any, list_orders_any};
use securecart_domain::{OrderId, accounts::Email, catalog::PlainText};
use securecart_dto::{AdminPage, FieldError, Problem, admin::AdminOrderQuery, orders::Order};

use super::order;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// The longest text to look for, in characters.
const MAX_SEARCH: usize = 200;

/// A list that keeps the rules.
pub(crate) struct OrderListing {
    filter: OrderFilter,
    after: Option<OrderId>,
    limit: Limit,
}

impl TryFrom<AdminOrderQuery> for OrderListing {
    type Error = Vec<FieldError>;

    fn try_from(query: AdminOrderQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_SEARCH));
        let text = fields.take_optional("?q", text).flatten();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let filter = OrderFilter {
            text: text.map(|text| text.to_string()).filter(|text| !text.is_empty()),
            email_index: None,
            status: query.status,
            payment_status: query.payment_status,
            fulfilment_status: query.fulfilment_status,
            to_ship: query.to_ship,
        };
        match (limit, after, fields.finish()) {
            (Some(limit), Some(after), Ok(())) => Ok(Self { filter, after, limit }),
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// All orders, newest first.
#[utoipa::path(tag = "orders", operation_id = "list_admin_orders", security(("session" = ["read_orders"])),
    params(AdminOrderQuery), responses(
    (status = 200, description = "A page of orders and the number of all", body = AdminPage<Order>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/orders")]
pub(crate) async fn list_admin_orders(
    _access: Allowed<perm::ReadOrders>,
    state: State,
    query: ValidQuery<AdminOrderQuery, OrderListing>,
) -> Result<Json<AdminPage<Order>>, ApiError> {
    let OrderListing { mut filter, after, limit } = query.into_inner();
    let address = filter.text.as_deref().and_then(|text| Email::parse(text).ok());
    filter.email_index = address.map(|address| state.keys.order_email_index(&address.key()));
    let mut conn = state.db.connection().await?;
    let found = list_orders_any(&mut conn, &filter, after, limit.get() + 1).await?;
    let total = count_orders_any(&mut conn, &filter).await?;
    let (orders, next_cursor) = limit.cut(found, |last| last.id);
    let items = orders.into_iter().map(|found| order(&state.keys, found)).collect::<Result<_, _>>()?;
    Ok(Json(AdminPage { items, next_cursor, total }))
}
