//! `POST /admin/products/{product}/images`

use actix_multipart::Multipart;
use actix_web::{
    CustomizeResponder, Responder as _,
    http::{StatusCode, header},
    post,
    web::Path,
};
use securecart_dto::{Problem, product_images::ProductImage};

use super::{image_service, service::product_id};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError,
        etag::{IfMatch, Tagged},
    },
    media::{PictureForm, take_in},
    state::State,
};

/// A picture for a product.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form; media::PictureForm reads it")]
pub(crate) struct NewProductImageForm {
    /// A JPEG, PNG or WebP picture of at most 5 MiB, 8,000 pixels a side and 25 million pixels in all. Its name
    /// means nothing; its Content-Type has to be that of its content.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, for those who do not see it; at most 500 characters.
    alt: Option<String>,
}

/// Add a picture.
///
/// The shop draws it anew, at most 1,600 pixels a side and in narrower widths too, and keeps nothing else of the
/// file. It comes last of the product's pictures, of which there are at most 20.
#[utoipa::path(tag = "catalog", operation_id = "create_product_image", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    request_body(content = NewProductImageForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "The new picture; the ETag is that of the product", body = ProductImage),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/products/{product}/images")]
pub(crate) async fn create_product_image(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    if_match: IfMatch,
    state: State,
    form: Multipart,
) -> Result<CustomizeResponder<Tagged<ProductImage>>, ApiError> {
    let id = product_id(&path)?;
    // What can not be added is not worth waiting for. This is asked again once the picture is there.
    state.db.transaction(async |tx| image_service::find_room(&access, tx, id, &if_match).await).await?;
    let form = PictureForm::read(form).await?;
    let taken = take_in(&state.pictures, form.declared, form.bytes).await?;
    let (image, version) = state
        .db
        .transaction(async |tx| {
            image_service::create_image(&access, tx, &state.clock, id, &if_match, (&taken, &form.alt)).await
        })
        .await?;
    let location = format!("/api/v1/admin/products/{id}");
    let created = Tagged::new(image, version).customize();
    Ok(created.with_status(StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
