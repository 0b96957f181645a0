//! `GET /admin/tax-rates/{rate}`

use actix_web::get;
use securecart_db::taxes::find_tax_rate;
use securecart_domain::TaxRateId;
use securecart_dto::{Problem, taxes::TaxRate};

use super::{TaxError, tax_rate};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One tax rate.
#[utoipa::path(tag = "taxes", operation_id = "get_tax_rate", security(("session" = ["read_settings"])),
    params(("rate" = TaxRateId, Path)), responses(
    (status = 200, description = "The rate; its ETag is what changes need as If-Match", body = TaxRate),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/tax-rates/{rate}")]
pub(crate) async fn get_tax_rate(
    _access: Allowed<perm::ReadSettings>,
    path: PathId<TaxRateId>,
    state: State,
) -> Result<Tagged<TaxRate>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_tax_rate(&mut conn, path.into_inner()).await?.ok_or(TaxError::NotFound)?;
    let version = found.version;
    Ok(Tagged::new(tax_rate(found), version))
}
