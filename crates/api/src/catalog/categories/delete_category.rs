//! `DELETE /admin/categories/{category}`

use actix_web::delete;
use securecart_domain::CategoryId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, NoContent, etag::IfMatch, path::PathId},
    state::State,
};

/// Remove a category that nothing refers to.
///
/// It stays while products or other categories lie in it, or a coupon names it.
#[utoipa::path(tag = "catalog", operation_id = "delete_category", security(("session" = ["write_products"])),
    params(("category" = CategoryId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is removed")), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/categories/{category}")]
pub(crate) async fn delete_category(
    access: Allowed<perm::WriteProducts>,
    path: PathId<CategoryId>,
    if_match: IfMatch,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| service::delete_category(&access, tx, &state.clock, id, &if_match).await)
        .await?;
    Ok(NoContent)
}
