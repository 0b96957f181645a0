//! `POST /admin/shipping-methods`

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_dto::{
    Problem,
    delivery::{ShippingMethod, ShippingMethodTerms},
};

use super::{service, shipping_method, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, etag::Tagged},
    state::State,
};

/// Make a shipping method.
///
/// From the first active one on, every order is collected or sent.
#[utoipa::path(tag = "delivery", operation_id = "create_shipping_method", security(("session" = ["write_settings"])),
    request_body = ShippingMethodTerms, responses(
    (status = 201, description = "The new method", body = ShippingMethod),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/shipping-methods")]
pub(crate) async fn create_shipping_method(
    access: Allowed<perm::WriteSettings>,
    state: State,
    body: Valid<ShippingMethodTerms, Terms>,
) -> Result<CustomizeResponder<Tagged<ShippingMethod>>, ApiError> {
    let terms = body.into_inner();
    terms.refuse_other_currencies(state.config.shop.currency)?;
    let made = state
        .db
        .transaction(async |tx| service::create_method(&access, tx, &state.clock, &terms).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/shipping-methods/{}", made.id), made.version);
    let created = Tagged::new(shipping_method(made), version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
