//! `POST /admin/users/{user}/password-reset`

use actix_web::post;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::{load, service};
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// Make an account's password worthless.
///
/// It is signed out everywhere, and its owner is told by mail to choose a new password; nobody else gets to know or set
/// one. Refused for the own account, for accounts that hold what the caller lacks, and for accounts without a confirmed
/// address, which no mail could open again.
#[utoipa::path(tag = "people", operation_id = "reset_user_password", security(("session" = ["write_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/users/{user}/password-reset")]
pub(crate) async fn reset_user_password(
    access: Allowed<perm::WriteUsers>,
    _fresh: Fresh,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| {
            service::reset_user_password(&access, tx, &state.clock, id).await?;
            Ok(load(tx, &state.keys, state.clock.now(), id).await?)
        })
        .await
}
