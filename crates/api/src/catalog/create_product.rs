//! `POST /admin/products`

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_domain::{
    Money,
    catalog::{PlainText, ProductStatus, Sku, Slug},
};
use securecart_dto::{
    FieldError, Problem,
    admin::{AdminProduct, NewProductRequest},
};

use super::{answers::admin_product, rules, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, etag::Tagged, fields::Fields},
    state::State,
};

/// A new product that keeps the rules.
#[derive(Debug)]
pub(crate) struct ProductDraft {
    pub(super) name: PlainText,
    /// Made of the name if there is none.
    pub(super) slug: Option<Slug>,
    pub(super) summary: PlainText,
    pub(super) description: PlainText,
    pub(super) vendor: PlainText,
    pub(super) tags: Vec<PlainText>,
    pub(super) category: Option<Slug>,
    pub(super) status: ProductStatus,
    pub(super) price: Money,
    pub(super) compare_at_price: Option<Money>,
    pub(super) sku: Option<Sku>,
    pub(super) stock: u32,
}

impl TryFrom<NewProductRequest> for ProductDraft {
    type Error = Vec<FieldError>;

    fn try_from(request: NewProductRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take("/name", rules::name(&request.name));
        let given_slug = request.slug.as_deref().filter(|slug| !slug.is_empty());
        let slug = fields.take_optional("/slug", given_slug.map(Slug::parse));
        let summary = fields.take("/summary", rules::summary(&request.summary));
        let description = fields.take("/description", rules::description(&request.description));
        let vendor = fields.take("/vendor", rules::vendor(&request.vendor));
        let tags = rules::take_tags(&mut fields, &request.tags);
        let given_category = request.category.as_deref().filter(|slug| !slug.is_empty());
        let category = fields.take_optional("/category", given_category.map(Slug::parse));
        let price = fields.take("/price", rules::price(request.price));
        let former = rules::take_former_price(&mut fields, request.compare_at_price, request.price);
        let sku = rules::take_sku(&mut fields, request.sku.as_deref());
        let stock = fields.take("/stock", rules::units(request.stock));
        let draft = move || {
            Some(Self {
                name: name?,
                slug: slug?,
                summary: summary?,
                description: description?,
                vendor: vendor?,
                tags: tags?,
                category: category?,
                status: request.status.unwrap_or(ProductStatus::Draft),
                price: price?,
                compare_at_price: former?,
                sku: sku?,
                stock: stock?,
            })
        };
        draft().ok_or_else(|| fields.into_errors())
    }
}

/// Add a product with one variant.
#[utoipa::path(tag = "catalog", operation_id = "create_product", security(("session" = ["write_products"])),
    request_body = NewProductRequest, responses(
    (status = 201, description = "The new product", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/products")]
pub(crate) async fn create_product(
    access: Allowed<perm::WriteProducts>,
    state: State,
    body: Valid<NewProductRequest, ProductDraft>,
) -> Result<CustomizeResponder<Tagged<AdminProduct>>, ApiError> {
    let (draft, currency) = (body.into_inner(), state.config.shop.currency);
    let product = state
        .db
        .transaction(async |tx| service::create_product(&access, tx, &state.clock, currency, &draft).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/products/{}", product.id), product.version);
    let created = Tagged::new(admin_product(product), version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
