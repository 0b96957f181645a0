//! `PATCH /me/addresses/{address}`

use actix_web::{patch, web::Json};
use securecart_domain::AddressId;
use securecart_dto::{
    Problem,
    addresses::{Address, UpdateAddressRequest},
};

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, Valid, path::PathId},
    state::State,
};

/// Change an address of mine.
///
/// What is left out stays as it is; the address as a whole has to keep the rules afterwards.
#[utoipa::path(tag = "addresses", operation_id = "update_my_address", security(("session" = [])),
    params(("address" = AddressId, Path)), request_body = UpdateAddressRequest, responses(
    (status = 200, description = "The address as it is now", body = Address),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/me/addresses/{address}")]
pub(crate) async fn update_my_address(
    access: SignedIn,
    path: PathId<AddressId>,
    state: State,
    body: Valid<UpdateAddressRequest>,
) -> Result<Json<Address>, ApiError> {
    let (id, change) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| {
            service::update_address(tx, &state, access.actor(), access.user_id(), id, change.clone()).await
        })
        .await?;
    Ok(Json(changed))
}
