//! `PATCH /admin/categories/{category}`

use actix_web::patch;
use securecart_db::catalog::CategoryChanges;
use securecart_domain::{CategoryId, catalog::Slug};
use securecart_dto::{
    FieldError, Problem,
    categories::{AdminCategory, UpdateCategoryRequest},
};

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
        path::PathId,
    },
    state::State,
};

/// Changes that keep the rules.
#[derive(Debug)]
pub(crate) struct CategoryEdit {
    pub(super) changes: CategoryChanges,
    /// Its place among those of the same parent, from 1 on.
    pub(super) position: Option<u32>,
}

impl TryFrom<UpdateCategoryRequest> for CategoryEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateCategoryRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = request.name.as_deref().map(super::name);
        let description = request.description.as_deref().map(super::description);
        let parent = request.parent_id.as_deref().map(|text| match text {
            "" => Ok(None),
            id => id.parse::<CategoryId>().map(Some),
        });
        let changes = CategoryChanges {
            parent_id: fields.take_optional("/parent_id", parent).flatten(),
            slug: fields.take_optional("/slug", request.slug.as_deref().map(Slug::parse)).flatten(),
            name: fields.take_optional("/name", name).flatten(),
            description: fields.take_optional("/description", description).flatten(),
        };
        fields.finish()?;
        Ok(Self { changes, position: request.position })
    }
}

/// Edit a category, or move it.
#[utoipa::path(tag = "catalog", operation_id = "update_category", security(("session" = ["write_products"])),
    params(("category" = CategoryId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = UpdateCategoryRequest, responses(
    (status = 200, description = "The category as it is now", body = AdminCategory),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/categories/{category}")]
pub(crate) async fn update_category(
    access: Allowed<perm::WriteProducts>,
    path: PathId<CategoryId>,
    if_match: IfMatch,
    state: State,
    body: Valid<UpdateCategoryRequest, CategoryEdit>,
) -> Result<Tagged<AdminCategory>, ApiError> {
    let (id, edit) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| {
            service::update_category(&access, tx, &state.clock, id, &if_match, &edit).await
        })
        .await?;
    let version = changed.version;
    Ok(Tagged::new(changed, version))
}
