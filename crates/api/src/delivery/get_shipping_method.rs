//! `GET /admin/shipping-methods/{method}`

use actix_web::get;
use securecart_db::delivery::find_method;
use securecart_domain::ShippingMethodId;
use securecart_dto::{Problem, delivery::ShippingMethod};

use super::{DeliveryError, shipping_method};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One shipping method.
#[utoipa::path(tag = "delivery", operation_id = "get_shipping_method", security(("session" = ["read_settings"])),
    params(("method" = ShippingMethodId, Path)), responses(
    (status = 200, description = "The method; its ETag is what changes need as If-Match", body = ShippingMethod),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/shipping-methods/{method}")]
pub(crate) async fn get_shipping_method(
    _access: Allowed<perm::ReadSettings>,
    path: PathId<ShippingMethodId>,
    state: State,
) -> Result<Tagged<ShippingMethod>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_method(&mut conn, path.into_inner()).await?.ok_or(DeliveryError::NotFound)?;
    let version = found.version;
    Ok(Tagged::new(shipping_method(found), version))
}
