//! `GET /admin/products`

use actix_web::{get, web::Json};
use securecart_db::catalog::{AdminFilter, AdminOrder, ProductRecord, list_products_any};
use securecart_domain::{
    ProductId,
    catalog::{PlainText, ProductSort, Slug},
};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    admin::{AdminProduct, AdminProductQuery},
};
use serde::{Deserialize, Serialize};

use super::{answers::admin_product, listing::MAX_SEARCH};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// Where a page begins; each order has its own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Position {
    Newest(ProductId),
    Name(String, ProductId),
}

/// A list that keeps the rules.
#[derive(Debug)]
pub(crate) struct AdminListing {
    filter: AdminFilter,
    limit: Limit,
}

impl TryFrom<AdminProductQuery> for AdminListing {
    type Error = Vec<FieldError>;

    fn try_from(query: AdminProductQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_SEARCH));
        let text = fields.take_optional("?q", text).flatten();
        let category = query.category.as_deref().map(Slug::parse);
        let category = fields.take_optional("?category", category).flatten();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let order = take_order(&mut fields, query.sort, query.cursor.as_deref());
        match (limit, order, fields.finish()) {
            (Some(limit), Some(order), Ok(())) => {
                let filter = AdminFilter {
                    text: text.map(|text| text.to_string()).filter(|text| !text.is_empty()),
                    status: query.status,
                    stock: query.stock,
                    category,
                    order,
                    limit: limit.get() + 1,
                };
                Ok(Self { filter, limit })
            }
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

fn take_order(fields: &mut Fields, sort: Option<ProductSort>, cursor: Option<&str>) -> Option<AdminOrder> {
    let by_name = match sort {
        None | Some(ProductSort::Newest) => false,
        Some(ProductSort::Name) => true,
        Some(_) => {
            fields.add("?sort", "invalid", "this list can be sorted by newest or by name");
            return None;
        }
    };
    let position = fields.take_optional("?cursor", cursor.map(page::decode::<Position>))?;
    match (by_name, position) {
        (false, None) => Some(AdminOrder::Newest(None)),
        (false, Some(Position::Newest(id))) => Some(AdminOrder::Newest(Some(id))),
        (true, None) => Some(AdminOrder::Name(None)),
        (true, Some(Position::Name(name, id))) => Some(AdminOrder::Name(Some((name, id)))),
        _ => {
            fields.add("?cursor", "invalid", page::InvalidCursor);
            None
        }
    }
}

fn position_after(order: &AdminOrder, last: &ProductRecord) -> Position {
    match order {
        AdminOrder::Newest(_) => Position::Newest(last.id),
        AdminOrder::Name(_) => Position::Name(last.name.clone(), last.id),
    }
}

/// All products, drafts and discontinued ones included.
#[utoipa::path(tag = "catalog", operation_id = "list_admin_products", security(("session" = ["read_products"])),
    params(AdminProductQuery), responses(
    (status = 200, description = "A page of products and the number of all", body = AdminPage<AdminProduct>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/products")]
pub(crate) async fn list_admin_products(
    _access: Allowed<perm::ReadProducts>,
    state: State,
    query: ValidQuery<AdminProductQuery, AdminListing>,
) -> Result<Json<AdminPage<AdminProduct>>, ApiError> {
    let AdminListing { filter, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (products, total) = list_products_any(&mut conn, &filter).await?;
    let (products, next_cursor) = limit.cut(products, |last| position_after(&filter.order, last));
    let items = products.into_iter().map(admin_product).collect();
    Ok(Json(AdminPage { items, next_cursor, total }))
}
