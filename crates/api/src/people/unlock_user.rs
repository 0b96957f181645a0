//! `POST /admin/users/{user}/unlock`

use actix_web::post;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::{load, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// Let a locked account in again.
///
/// One that is open stays as it is.
#[utoipa::path(tag = "people", operation_id = "unlock_user", security(("session" = ["write_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/users/{user}/unlock")]
pub(crate) async fn unlock_user(
    access: Allowed<perm::WriteUsers>,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| {
            service::unlock_user(&access, tx, &state.clock, id).await?;
            Ok(load(tx, &state.keys, state.clock.now(), id).await?)
        })
        .await
}
