//! `GET /admin/categories/{category}`

use actix_web::get;
use securecart_domain::CategoryId;
use securecart_dto::{Problem, categories::AdminCategory};

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One category.
#[utoipa::path(tag = "catalog", operation_id = "get_admin_category", security(("session" = ["read_products"])),
    params(("category" = CategoryId, Path)), responses(
    (status = 200, description = "The category; its ETag is what changes need as If-Match", body = AdminCategory),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/categories/{category}")]
pub(crate) async fn get_admin_category(
    _access: Allowed<perm::ReadProducts>,
    path: PathId<CategoryId>,
    state: State,
) -> Result<Tagged<AdminCategory>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = service::find(&mut conn, path.into_inner()).await?;
    let version = found.version;
    Ok(Tagged::new(found, version))
}
