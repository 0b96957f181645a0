//! `DELETE /admin/users/{user}/second-factor`

use actix_web::delete;
use securecart_domain::UserId;
use securecart_dto::{Problem, people::AdminUser};

use super::{load, service};
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// Take an account's second factor away.
///
/// For owners who lost both app and recovery codes. The account is signed out everywhere and its password opens nothing
/// any more: a link to choose another one is mailed to its owner. Refused for the own account, for accounts that hold
/// what the caller lacks, and for accounts without a confirmed address, which no mail could open again.
#[utoipa::path(tag = "people", operation_id = "reset_user_second_factor", security(("session" = ["write_users"])),
    params(("user" = UserId, Path)), responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/users/{user}/second-factor")]
pub(crate) async fn reset_user_second_factor(
    access: Allowed<perm::WriteUsers>,
    _fresh: Fresh,
    path: PathId<UserId>,
    state: State,
) -> Result<Tagged<AdminUser>, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| {
            service::reset_user_second_factor(&access, tx, &state.clock, id).await?;
            Ok(load(tx, &state.keys, state.clock.now(), id).await?)
        })
        .await
}
