//! `PATCH /admin/products/{product}/images/{image}`

use actix_web::{patch, web::Path};
use securecart_domain::catalog::{PlainText, picture_alt};
use securecart_dto::{FieldError, Problem, admin::AdminProduct, product_images::UpdateProductImageRequest};

use super::{CatalogError, answers::admin_product, image_service, service::product_id};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
    },
    state::State,
};

/// Changes of a picture that keep the rules.
#[derive(Debug)]
pub(crate) struct ImageEdit {
    pub(super) alt: Option<PlainText>,
    /// From 1 on; the service knows how far it goes.
    pub(super) position: Option<u32>,
}

impl TryFrom<UpdateProductImageRequest> for ImageEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateProductImageRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let alt = fields.take_optional("/alt", request.alt.as_deref().map(picture_alt)).flatten();
        fields.finish()?;
        Ok(Self { alt, position: request.position })
    }
}

/// Describe a picture, or give it another place.
#[utoipa::path(tag = "catalog", operation_id = "update_product_image", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("image" = String, Path, description = "Id of the picture"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    request_body = UpdateProductImageRequest, responses(
    (status = 200, description = "The product as it is now", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/products/{product}/images/{image}")]
pub(crate) async fn update_product_image(
    access: Allowed<perm::WriteProducts>,
    path: Path<(String, String)>,
    if_match: IfMatch,
    state: State,
    body: Valid<UpdateProductImageRequest, ImageEdit>,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let (product, image) = path.into_inner();
    let id = product_id(&product)?;
    let image = image.parse().map_err(|_| CatalogError::NotFound)?;
    let edit = body.into_inner();
    let product = state
        .db
        .transaction(async |tx| {
            image_service::update_image(&access, tx, &state.clock, (id, image), &if_match, &edit).await
        })
        .await?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
