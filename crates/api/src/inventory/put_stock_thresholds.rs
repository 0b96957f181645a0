//! `PUT /admin/inventory/{variant}/thresholds`

use actix_web::put;
use securecart_domain::{VariantId, inventory::Thresholds};
use securecart_dto::{
    FieldError, Problem,
    inventory::{InventoryLevel, StockThresholds},
};

use super::{answers::level, service};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
        path::PathId,
    },
    state::State,
};

/// Thresholds that keep the rules.
pub(crate) struct Wanted(Thresholds);

impl TryFrom<StockThresholds> for Wanted {
    type Error = Vec<FieldError>;

    fn try_from(wanted: StockThresholds) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        // A lower one that can not be by itself is told there; everything else is about the upper one.
        let low = fields.take("/low_units", Thresholds::new(wanted.low_units, None));
        let both =
            low.and_then(|low| fields.take("/over_units", Thresholds::new(low.low(), wanted.over_units)));
        both.map(Self).ok_or_else(|| fields.into_errors())
    }
}

/// Say from where on the stock of a variant is low or too much.
#[utoipa::path(tag = "inventory", operation_id = "put_stock_thresholds", security(("session" = ["write_inventory"])),
    params(("variant" = VariantId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = StockThresholds, responses(
    (status = 200, description = "Its stock, and how it stands now", body = InventoryLevel),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/admin/inventory/{variant}/thresholds")]
pub(crate) async fn put_stock_thresholds(
    access: Allowed<perm::WriteInventory>,
    path: PathId<VariantId>,
    if_match: IfMatch,
    state: State,
    body: Valid<StockThresholds, Wanted>,
) -> Result<Tagged<InventoryLevel>, ApiError> {
    let (variant, Wanted(thresholds)) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| {
            service::set_thresholds(&access, tx, &state.clock, variant, &if_match, thresholds).await
        })
        .await?;
    let version = changed.version;
    Ok(Tagged::new(level(changed), version))
}
