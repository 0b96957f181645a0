//! `DELETE /admin/products/{product}/variants/{variant}`

use actix_web::{delete, web::Path};
use securecart_dto::{Problem, admin::AdminProduct};

use super::{CatalogError, answers::admin_product, service::product_id, variant_service};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError,
        etag::{IfMatch, Tagged},
    },
    state::State,
};

/// Remove a variant.
///
/// One that was never counted, held or ordered; the books keep every other one (409), and a product keeps its last one.
#[utoipa::path(tag = "catalog", operation_id = "delete_variant", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("variant" = String, Path, description = "Id of the variant"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    responses(
    (status = 200, description = "The product as it is now", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/products/{product}/variants/{variant}")]
pub(crate) async fn delete_variant(
    access: Allowed<perm::WriteProducts>,
    path: Path<(String, String)>,
    if_match: IfMatch,
    state: State,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let (product, variant) = path.into_inner();
    let id = product_id(&product)?;
    let variant = variant.parse().map_err(|_| CatalogError::NotFound)?;
    let product = state
        .db
        .transaction(async |tx| {
            variant_service::delete_variant(&access, tx, &state.clock, (id, variant), &if_match).await
        })
        .await?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
