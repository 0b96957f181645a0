//! `GET /products/{product}`

use actix_web::{get, web::Path};
use securecart_db::catalog::{ProductKey, find_active_product};
use securecart_domain::catalog::Slug;
use securecart_dto::{Problem, catalog::ProductDetail};

use super::{
    CatalogError,
    answers::product_detail,
    window::{Answer, Question},
};
use crate::{
    auth::Browsing,
    http::{ApiError, etag::CachedBody},
    state::State,
};

/// One product, by its slug or id.
///
/// Drafts and discontinued products are not found.
#[utoipa::path(tag = "catalog", operation_id = "get_product", security(()),
    params(("product" = String, Path, description = "Slug or id")), responses(
    (status = 200, description = "The product", body = ProductDetail),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/products/{product}")]
pub(crate) async fn get_product(
    _access: Browsing,
    path: Path<String>,
    state: State,
) -> Result<CachedBody, ApiError> {
    let key = product_key(&path).ok_or(CatalogError::NotFound)?;
    let make = async {
        let mut conn = state.db.connection().await?;
        let product = find_active_product(&mut conn, &key).await?.ok_or(CatalogError::NotFound)?;
        let id = product.id;
        Ok(Answer { product: Some(id), ..Answer::of(&product_detail(product))? })
    };
    let answer = state.window.answer(&state.db, Question::Product(key.clone()), make).await?;
    if let Some(id) = answer.product {
        tracing::info!(product.id = %id, "product viewed");
    }
    Ok(answer.body)
}

/// How a path names a product: an id has an underscore, a slug has none.
pub(crate) fn product_key(text: &str) -> Option<ProductKey> {
    let id = text.parse().ok().map(ProductKey::Id);
    id.or_else(|| Slug::parse(text).ok().map(ProductKey::Slug))
}
