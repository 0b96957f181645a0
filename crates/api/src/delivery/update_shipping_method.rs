//! `PUT /admin/shipping-methods/{method}`

use actix_web::put;
use securecart_domain::ShippingMethodId;
use securecart_dto::{
    Problem,
    delivery::{ShippingMethod, ShippingMethodTerms},
};

use super::{service, shipping_method, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        path::PathId,
    },
    state::State,
};

/// Change a shipping method.
///
/// What it says is replaced as a whole. Orders keep what they were told.
#[utoipa::path(tag = "delivery", operation_id = "update_shipping_method", security(("session" = ["write_settings"])),
    params(("method" = ShippingMethodId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = ShippingMethodTerms, responses(
    (status = 200, description = "The method as it is now", body = ShippingMethod),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/admin/shipping-methods/{method}")]
pub(crate) async fn update_shipping_method(
    access: Allowed<perm::WriteSettings>,
    path: PathId<ShippingMethodId>,
    if_match: IfMatch,
    state: State,
    body: Valid<ShippingMethodTerms, Terms>,
) -> Result<Tagged<ShippingMethod>, ApiError> {
    let (id, terms) = (path.into_inner(), body.into_inner());
    terms.refuse_other_currencies(state.config.shop.currency)?;
    let changed = state
        .db
        .transaction(async |tx| {
            service::update_method(&access, tx, &state.clock, id, &if_match, &terms).await
        })
        .await?;
    let version = changed.version;
    Ok(Tagged::new(shipping_method(changed), version))
}
