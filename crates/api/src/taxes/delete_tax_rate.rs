//! `DELETE /admin/tax-rates/{rate}`

use actix_web::delete;
use securecart_domain::TaxRateId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, NoContent, etag::IfMatch, path::PathId},
    state::State,
};

/// Remove a tax rate.
///
/// Orders keep the tax that they were made with.
#[utoipa::path(tag = "taxes", operation_id = "delete_tax_rate", security(("session" = ["write_settings"])),
    params(("rate" = TaxRateId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is removed")), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/admin/tax-rates/{rate}")]
pub(crate) async fn delete_tax_rate(
    access: Allowed<perm::WriteSettings>,
    path: PathId<TaxRateId>,
    if_match: IfMatch,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    state
        .db
        .transaction(async |tx| service::delete_rate(&access, tx, &state.clock, id, &if_match).await)
        .await?;
    Ok(NoContent)
}
