//! `GET /admin/users/{user}`

use actix_web::get;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::load;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One account.
#[utoipa::path(tag = "people", operation_id = "get_admin_user", security(("session" = ["read_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account; its ETag is what changes need as If-Match", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/users/{user}")]
pub(crate) async fn get_admin_user(
    _access: Allowed<perm::ReadUsers>,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let mut conn = state.db.connection().await?;
    Ok(load(&mut conn, &state.keys, state.clock.now(), path.into_inner()).await?)
}
