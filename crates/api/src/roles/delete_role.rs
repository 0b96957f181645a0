//! `DELETE /admin/roles/{role}`

use actix_web::delete;
use securecart_domain::RoleId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, NoContent, etag::IfMatch, path::PathId},
    state::State,
};

/// Remove a role that nobody has.
#[utoipa::path(tag = "roles", operation_id = "delete_role", security(("session" = ["write_roles"])),
    params(("role" = RoleId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is removed")), responses(
    (status = 204, description = "The role is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/roles/{role}")]
pub(crate) async fn delete_role(
    access: Allowed<perm::WriteRoles>,
    _fresh: Fresh,
    path: PathId<RoleId>,
    if_match: IfMatch,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| service::delete_role(&access, tx, &state.clock, id, &if_match).await)
        .await?;
    Ok(NoContent)
}
