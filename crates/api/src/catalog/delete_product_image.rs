//! `DELETE /admin/products/{product}/images/{image}`

use actix_web::{CustomizeResponder, Responder as _, delete, http::header, web::Path};
use securecart_dto::Problem;

use super::{CatalogError, image_service, service::product_id};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, NoContent,
        etag::{IfMatch, version_tag},
    },
    state::State,
};

/// Take a picture away.
///
/// Its file stays: orders and other products may show it.
#[utoipa::path(tag = "catalog", operation_id = "delete_product_image", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("image" = String, Path, description = "Id of the picture"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    responses(
    (status = 204, description = "The product no longer shows it; the ETag is that of the product"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/products/{product}/images/{image}")]
pub(crate) async fn delete_product_image(
    access: Allowed<perm::WriteProducts>,
    path: Path<(String, String)>,
    if_match: IfMatch,
    state: State,
) -> Result<CustomizeResponder<NoContent>, ApiError> {
    let (product, image) = path.into_inner();
    let id = product_id(&product)?;
    let image = image.parse().map_err(|_| CatalogError::NotFound)?;
    let version = state
        .db
        .transaction(async |tx| {
            image_service::delete_image(&access, tx, &state.clock, (id, image), &if_match).await
        })
        .await?;
    Ok(NoContent.customize().insert_header((header::ETAG, version_tag(version))))
}
