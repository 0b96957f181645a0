//! `DELETE /me/addresses/{address}`

use actix_web::delete;
use securecart_domain::AddressId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Remove an address of mine.
///
/// Orders that were sent there are not changed.
#[utoipa::path(tag = "addresses", operation_id = "delete_my_address", security(("session" = [])),
    params(("address" = AddressId, Path)), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/addresses/{address}")]
pub(crate) async fn delete_my_address(
    access: SignedIn,
    path: PathId<AddressId>,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    let removed = state.db.transaction(async |tx| {
        service::delete_address(tx, &state, access.actor(), access.user_id(), id).await
    });
    removed.await?;
    Ok(NoContent)
}
