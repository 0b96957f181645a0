//! `DELETE /admin/products/{product}`

use actix_web::{delete, web::Path};
use securecart_dto::Problem;

use super::service::{self, product_id};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, NoContent, etag::IfMatch},
    state::State,
};

/// Take a product out of the shop.
///
/// It stays in the books: old orders point to it, and staff can bring it back by its status.
#[utoipa::path(tag = "catalog", operation_id = "discontinue_product", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    responses(
    (status = 204, description = "Shoppers no longer find it"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/products/{product}")]
pub(crate) async fn discontinue_product(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    if_match: IfMatch,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = product_id(&path)?;
    state
        .db
        .transaction(async |tx| service::discontinue_product(&access, tx, &state.clock, id, &if_match).await)
        .await?;
    Ok(NoContent)
}
