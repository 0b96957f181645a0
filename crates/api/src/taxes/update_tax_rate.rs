//! `PUT /admin/tax-rates/{rate}`

use actix_web::put;
use securecart_domain::TaxRateId;
use securecart_dto::{
    Problem,
    taxes::{TaxRate, TaxRateTerms},
};

use super::{service, tax_rate, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        path::PathId,
    },
    state::State,
};

/// Change a tax rate.
///
/// What it says is replaced as a whole. Orders keep the tax that they were made with.
#[utoipa::path(tag = "taxes", operation_id = "update_tax_rate", security(("session" = ["write_settings"])),
    params(("rate" = TaxRateId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = TaxRateTerms, responses(
    (status = 200, description = "The rate as it is now", body = TaxRate),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/admin/tax-rates/{rate}")]
pub(crate) async fn update_tax_rate(
    access: Allowed<perm::WriteSettings>,
    path: PathId<TaxRateId>,
    if_match: IfMatch,
    state: State,
    body: Valid<TaxRateTerms, Terms>,
) -> Result<Tagged<TaxRate>, ApiError> {
    let (id, terms) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| service::update_rate(&access, tx, &state.clock, id, &if_match, &terms).await)
        .await?;
    let version = changed.version;
    Ok(Tagged::new(tax_rate(changed), version))
}
