//! `POST /admin/categories`

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_domain::{
    CategoryId,
    catalog::{PlainText, Slug},
};
use securecart_dto::{
    FieldError, Problem,
    categories::{AdminCategory, NewCategoryRequest},
};

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, etag::Tagged, fields::Fields},
    state::State,
};

/// A new category that keeps the rules.
#[derive(Debug)]
pub(crate) struct CategoryDraft {
    pub(super) name: PlainText,
    /// Made of the name if there is none.
    pub(super) slug: Option<Slug>,
    pub(super) description: PlainText,
    pub(super) parent: Option<CategoryId>,
}

impl TryFrom<NewCategoryRequest> for CategoryDraft {
    type Error = Vec<FieldError>;

    fn try_from(request: NewCategoryRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take("/name", super::name(&request.name));
        let given_slug = request.slug.as_deref().filter(|slug| !slug.is_empty());
        let slug = fields.take_optional("/slug", given_slug.map(Slug::parse));
        let description = fields.take("/description", super::description(&request.description));
        let given_parent = request.parent_id.as_deref().filter(|id| !id.is_empty());
        let parent = fields.take_optional("/parent_id", given_parent.map(str::parse::<CategoryId>));
        let draft =
            move || Some(Self { name: name?, slug: slug?, description: description?, parent: parent? });
        draft().ok_or_else(|| fields.into_errors())
    }
}

/// Add a category.
///
/// It becomes the last of the category it lies in. Shoppers see it once there is a product in it or below it.
#[utoipa::path(tag = "catalog", operation_id = "create_category", security(("session" = ["write_products"])),
    request_body = NewCategoryRequest, responses(
    (status = 201, description = "The new category", body = AdminCategory),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/categories")]
pub(crate) async fn create_category(
    access: Allowed<perm::WriteProducts>,
    state: State,
    body: Valid<NewCategoryRequest, CategoryDraft>,
) -> Result<CustomizeResponder<Tagged<AdminCategory>>, ApiError> {
    let draft = body.into_inner();
    let made = state
        .db
        .transaction(async |tx| service::create_category(&access, tx, &state.clock, &draft).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/categories/{}", made.id), made.version);
    let created = Tagged::new(made, version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
