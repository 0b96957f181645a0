//! `PATCH /admin/products/{product}/variants/{variant}`

use actix_web::{patch, web::Path};
use securecart_domain::{
    ImageId, Money,
    catalog::{PlainText, Sku},
};
use securecart_dto::{
    FieldError, Problem,
    admin::{AdminProduct, UpdateVariantRequest},
};

use super::{
    CatalogError, answers::admin_product, create_variant::take_options, rules, service::product_id,
    variant_service,
};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
    },
    state::State,
};

/// Changes that keep the rules, except for what depends on the variant as it is.
#[derive(Debug)]
pub(crate) struct VariantEdit {
    pub(super) options: Option<Vec<(PlainText, PlainText)>>,
    pub(super) image: ImageEdit,
    pub(super) price: Option<Money>,
    pub(super) former_price: FormerPriceEdit,
    pub(super) sku: SkuEdit,
    pub(super) weight_grams: Option<u32>,
}

/// What becomes of the former price.
#[derive(Clone, Copy, Debug)]
pub(super) enum FormerPriceEdit {
    Stays,
    Leaves,
    Becomes(Money),
}

/// What becomes of the picture that shows it.
#[derive(Clone, Copy, Debug)]
pub(super) enum ImageEdit {
    Stays,
    Leaves,
    Becomes(ImageId),
}

/// What becomes of the SKU.
#[derive(Debug)]
pub(super) enum SkuEdit {
    Stays,
    Leaves,
    Becomes(Sku),
}

impl TryFrom<UpdateVariantRequest> for VariantEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateVariantRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        if request.remove_compare_at_price && request.compare_at_price.is_some() {
            fields.add(
                "/remove_compare_at_price",
                "contradiction",
                "either set the former price or remove it",
            );
        }
        let former = request.compare_at_price.map(rules::price);
        let former_price = match fields.take_optional("/compare_at_price", former).flatten() {
            Some(price) => FormerPriceEdit::Becomes(price),
            None if request.remove_compare_at_price => FormerPriceEdit::Leaves,
            None => FormerPriceEdit::Stays,
        };
        let sku = match request.sku.as_deref() {
            None => SkuEdit::Stays,
            Some("") => SkuEdit::Leaves,
            Some(text) => fields.take("/sku", Sku::parse(text)).map_or(SkuEdit::Stays, SkuEdit::Becomes),
        };
        let image = match (request.image_id, request.remove_image) {
            (Some(_), true) => {
                fields.add("/remove_image", "contradiction", "either set the picture or remove it");
                ImageEdit::Stays
            }
            (Some(image), false) => ImageEdit::Becomes(image),
            (None, true) => ImageEdit::Leaves,
            (None, false) => ImageEdit::Stays,
        };
        let options = request.options.as_deref().map(|given| take_options(&mut fields, given));
        let weight = request.weight_grams.map(rules::grams);
        let edit = Self {
            options: options.flatten(),
            image,
            price: fields.take_optional("/price", request.price.map(rules::price)).flatten(),
            former_price,
            sku,
            weight_grams: fields.take_optional("/weight_grams", weight).flatten(),
        };
        fields.finish()?;
        Ok(edit)
    }
}

/// Edit a variant.
///
/// An empty SKU takes it away. Other option values make it another thing to choose; it keeps its stock, and orders keep the
/// words they were placed with. Stock is changed by adjustments, not here.
#[utoipa::path(tag = "catalog", operation_id = "update_variant", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("variant" = String, Path, description = "Id of the variant"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    request_body = UpdateVariantRequest, responses(
    (status = 200, description = "The product as it is now", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/products/{product}/variants/{variant}")]
pub(crate) async fn update_variant(
    access: Allowed<perm::WriteProducts>,
    path: Path<(String, String)>,
    if_match: IfMatch,
    state: State,
    body: Valid<UpdateVariantRequest, VariantEdit>,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let (product, variant) = path.into_inner();
    let id = product_id(&product)?;
    let variant = variant.parse().map_err(|_| CatalogError::NotFound)?;
    let edit = body.into_inner();
    let product = state
        .db
        .transaction(async |tx| {
            variant_service::update_variant(&access, tx, &state.clock, (id, variant), &if_match, &edit).await
        })
        .await?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
