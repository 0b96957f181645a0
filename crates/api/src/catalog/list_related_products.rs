//! `GET /products/{product}/related`

use actix_web::{get, web::Path};
use securecart_db::catalog::{find_active_product_id, list_related_products as find_related};
use securecart_dto::{Page, Problem, catalog::ProductSummary};

use super::{
    CatalogError,
    answers::product_summary,
    get_product::product_key,
    window::{Answer, Question},
};
use crate::{
    auth::Browsing,
    http::{ApiError, etag::CachedBody},
    state::State,
};

/// How many products are told.
const MOST: i64 = 8;

/// What goes with a product.
///
/// At most eight, the closest first: what was bought together with it in at least two orders, then what sells best in its
/// category. There is no further page.
#[utoipa::path(tag = "catalog", operation_id = "list_related_products", security(()),
    params(("product" = String, Path, description = "Slug or id")), responses(
    (status = 200, description = "What goes with it", body = Page<ProductSummary>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/products/{product}/related")]
pub(crate) async fn list_related_products(
    _access: Browsing,
    path: Path<String>,
    state: State,
) -> Result<CachedBody, ApiError> {
    let key = product_key(&path).ok_or(CatalogError::NotFound)?;
    let make = async {
        let mut conn = state.db.connection().await?;
        let product = find_active_product_id(&mut conn, &key).await?.ok_or(CatalogError::NotFound)?;
        let found = find_related(&mut conn, product, MOST).await?;
        Answer::of(&Page { items: found.into_iter().map(product_summary).collect(), next_cursor: None })
    };
    Ok(state.window.answer(&state.db, Question::Related(key.clone()), make).await?.body)
}
