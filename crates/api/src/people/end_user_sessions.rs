//! `POST /admin/users/{user}/sessions/revoke`

use actix_web::post;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::{load, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// Sign an account out everywhere.
///
/// Its owner can sign in again.
#[utoipa::path(tag = "people", operation_id = "end_user_sessions", security(("session" = ["write_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/users/{user}/sessions/revoke")]
pub(crate) async fn end_user_sessions(
    access: Allowed<perm::WriteUsers>,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| {
            service::end_user_sessions(&access, tx, &state.clock, id).await?;
            Ok(load(tx, &state.keys, state.clock.now(), id).await?)
        })
        .await
}
