//! `POST /admin/products/{product}/images/{image}/fetch`

use actix_web::{post, web::Path};
use securecart_dto::{Problem, admin::AdminProduct};

use super::{CatalogError, answers::admin_product, image_service, service::product_id};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged},
    state::State,
};

/// Have a picture fetched at once.
///
/// For pictures that an import announced and that are not there yet, also those that the shop has given up. The shop begins
/// anew with its tries; the product stays as it is until the picture is there. Unknown pictures and those that are there are 404.
#[utoipa::path(tag = "catalog", operation_id = "fetch_product_image", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("image" = String, Path, description = "Id of the picture")),
    responses(
    (status = 200, description = "The product, whose picture is waited for", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/products/{product}/images/{image}/fetch")]
pub(crate) async fn fetch_product_image(
    access: Allowed<perm::WriteProducts>,
    path: Path<(String, String)>,
    state: State,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let (product, image) = path.into_inner();
    let id = product_id(&product)?;
    let image = image.parse().map_err(|_| CatalogError::NotFound)?;
    let product = state
        .db
        .transaction(async |tx| image_service::ask_again(&access, tx, &state.clock, (id, image)).await)
        .await?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
