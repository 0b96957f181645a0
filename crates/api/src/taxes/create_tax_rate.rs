//! `POST /admin/tax-rates`

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_dto::{
    Problem,
    taxes::{TaxRate, TaxRateTerms},
};

use super::{service, tax_rate, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, etag::Tagged},
    state::State,
};

/// Make a tax rate.
///
/// Where no rate is known, there is no tax.
#[utoipa::path(tag = "taxes", operation_id = "create_tax_rate", security(("session" = ["write_settings"])),
    request_body = TaxRateTerms, responses(
    (status = 201, description = "The new rate", body = TaxRate),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/tax-rates")]
pub(crate) async fn create_tax_rate(
    access: Allowed<perm::WriteSettings>,
    state: State,
    body: Valid<TaxRateTerms, Terms>,
) -> Result<CustomizeResponder<Tagged<TaxRate>>, ApiError> {
    let terms = body.into_inner();
    let made = state
        .db
        .transaction(async |tx| service::create_rate(&access, tx, &state.clock, &terms).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/tax-rates/{}", made.id), made.version);
    let created = Tagged::new(tax_rate(made), version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
