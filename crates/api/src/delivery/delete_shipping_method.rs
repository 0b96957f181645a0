//! `DELETE /admin/shipping-methods/{method}`

use actix_web::delete;
use securecart_domain::ShippingMethodId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, NoContent, etag::IfMatch, path::PathId},
    state::State,
};

/// Remove a shipping method.
///
/// Orders keep what they were told.
#[utoipa::path(tag = "delivery", operation_id = "delete_shipping_method", security(("session" = ["write_settings"])),
    params(("method" = ShippingMethodId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is removed")), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/shipping-methods/{method}")]
pub(crate) async fn delete_shipping_method(
    access: Allowed<perm::WriteSettings>,
    path: PathId<ShippingMethodId>,
    if_match: IfMatch,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| service::delete_method(&access, tx, &state.clock, id, &if_match).await)
        .await?;
    Ok(NoContent)
}
