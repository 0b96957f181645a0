//! `GET /admin/products/{product}`

use actix_web::{get, web::Path};
use securecart_db::catalog::find_product_any;
use securecart_dto::{Problem, admin::AdminProduct};

use super::{CatalogError, answers::admin_product, service::product_id};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged},
    state::State,
};

/// One product with everything staff see.
#[utoipa::path(tag = "catalog", operation_id = "get_admin_product", security(("session" = ["read_products"])),
    params(("product" = String, Path, description = "Id of the product")), responses(
    (status = 200, description = "The product; its ETag is what changes need as If-Match", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/products/{product}")]
pub(crate) async fn get_admin_product(
    _access: Allowed<perm::ReadProducts>,
    path: Path<String>,
    state: State,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let id = product_id(&path)?;
    let mut conn = state.db.connection().await?;
    let product = find_product_any(&mut conn, id).await?.ok_or(CatalogError::NotFound)?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
