//! `POST /admin/users/{user}/lock`

use actix_web::post;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::{load, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// Lock an account.
///
/// It is signed out everywhere at once and can not sign in. Refused for the own account, for the last administrator and for
/// accounts that hold what the caller lacks.
#[utoipa::path(tag = "people", operation_id = "lock_user", security(("session" = ["write_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/users/{user}/lock")]
pub(crate) async fn lock_user(
    access: Allowed<perm::WriteUsers>,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| {
            service::lock_user(&access, tx, &state.clock, id).await?;
            Ok(load(tx, &state.keys, state.clock.now(), id).await?)
        })
        .await
}
