//! `GET /admin/tax-rates`

use actix_web::{get, web::Json};
use securecart_db::taxes;
use securecart_dto::{Page, Problem, taxes::TaxRate};

use super::tax_rate;
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// All tax rates, by country and region.
#[utoipa::path(tag = "taxes", operation_id = "list_tax_rates", security(("session" = ["read_settings"])), responses(
    (status = 200, description = "All of them", body = Page<TaxRate>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/tax-rates")]
pub(crate) async fn list_tax_rates(
    _access: Allowed<perm::ReadSettings>,
    state: State,
) -> Result<Json<Page<TaxRate>>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = taxes::list_tax_rates(&mut conn).await?;
    Ok(Json(Page { items: found.into_iter().map(tax_rate).collect(), next_cursor: None }))
}
