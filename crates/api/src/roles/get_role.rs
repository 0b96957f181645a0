//! `GET /admin/roles/{role}`

use actix_web::get;
use securecart_db::accounts::roles;
use securecart_domain::RoleId;
use securecart_dto::{Problem, roles::Role};

use super::{RoleError, role};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One role.
#[utoipa::path(tag = "roles", operation_id = "get_role", security(("session" = ["read_roles"])),
    params(("role" = RoleId, Path)), responses(
    (status = 200, description = "The role; its ETag is what changes need as If-Match", body = Role),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/roles/{role}")]
pub(crate) async fn get_role(
    _access: Allowed<perm::ReadRoles>,
    path: PathId<RoleId>,
    state: State,
) -> Result<Tagged<Role>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = roles::find_role(&mut conn, path.into_inner()).await?.ok_or(RoleError::NotFound)?;
    let version = found.version;
    Ok(Tagged::new(role(found), version))
}
