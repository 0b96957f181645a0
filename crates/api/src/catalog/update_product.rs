//! `PATCH /admin/products/{product}`

use actix_web::{patch, web::Path};
use securecart_db::catalog::ProductChanges;
use securecart_domain::catalog::Slug;
use securecart_dto::{
    FieldError, Problem,
    admin::{AdminProduct, UpdateProductRequest},
};

use super::{
    answers::admin_product,
    rules,
    service::{self, product_id},
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

/// Changes that keep the rules.
#[derive(Debug)]
pub(crate) struct ProductEdit {
    /// All but the category.
    pub(super) changes: ProductChanges,
    /// The category's slug, still to be looked up.
    pub(super) category: CategoryEdit,
}

/// What becomes of the category.
#[derive(Debug)]
pub(super) enum CategoryEdit {
    Stays,
    Leaves,
    Becomes(Slug),
}

impl ProductEdit {
    /// Whether nothing is to be changed.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self.category, CategoryEdit::Stays) && self.changes == ProductChanges::default()
    }
}

impl TryFrom<UpdateProductRequest> for ProductEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateProductRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = request.name.as_deref().map(rules::name);
        let summary = request.summary.as_deref().map(rules::summary);
        let description = request.description.as_deref().map(rules::description);
        let vendor = request.vendor.as_deref().map(rules::vendor);
        let changes = ProductChanges {
            category_id: None,
            slug: fields.take_optional("/slug", request.slug.as_deref().map(Slug::parse)).flatten(),
            name: fields.take_optional("/name", name).flatten(),
            summary: fields.take_optional("/summary", summary).flatten(),
            description: fields.take_optional("/description", description).flatten(),
            vendor: fields.take_optional("/vendor", vendor).flatten(),
            tags: request.tags.and_then(|tags| rules::take_tags(&mut fields, &tags)),
            status: request.status,
        };
        let category = match request.category.as_deref() {
            None => CategoryEdit::Stays,
            Some("") => CategoryEdit::Leaves,
            Some(slug) => {
                fields.take("/category", Slug::parse(slug)).map_or(CategoryEdit::Stays, CategoryEdit::Becomes)
            }
        };
        fields.finish()?;
        Ok(Self { changes, category })
    }
}

/// Edit a product.
#[utoipa::path(tag = "catalog", operation_id = "update_product", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = UpdateProductRequest, responses(
    (status = 200, description = "The product as it is now", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/products/{product}")]
pub(crate) async fn update_product(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    if_match: IfMatch,
    state: State,
    body: Valid<UpdateProductRequest, ProductEdit>,
) -> Result<Tagged<AdminProduct>, ApiError> {
    let (id, edit) = (product_id(&path)?, body.into_inner());
    let product = state
        .db
        .transaction(async |tx| {
            service::update_product(&access, tx, &state.clock, id, &if_match, &edit).await
        })
        .await?;
    let version = product.version;
    Ok(Tagged::new(admin_product(product), version))
}
