//! `POST /admin/inventory/adjustments`

use actix_web::{post, web::Json};
use securecart_db::catalog::StockCount;
use securecart_domain::{VariantId, catalog::PlainText};
use securecart_dto::{
    FieldError, Problem,
    admin::{AdjustInventoryRequest, StockLevel},
};

use super::service::{self, Adjustment};
use crate::{
    auth::{Allowed, perm},
    catalog::rules,
    http::{ApiError, Valid, fields::Fields},
    idempotency::{Once, StoredAnswer},
    state::State,
};

/// The longest reason in characters.
const MAX_REASON: usize = 200;

impl TryFrom<AdjustInventoryRequest> for Adjustment {
    type Error = Vec<FieldError>;

    fn try_from(request: AdjustInventoryRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let on_hand = fields.take("/on_hand", rules::units(request.on_hand));
        let expected = fields.take("/expected_on_hand", rules::units(request.expected_on_hand));
        let reason = fields.take("/reason", PlainText::line(&request.reason, MAX_REASON));
        match (on_hand, expected, reason) {
            (Some(on_hand), Some(expected_on_hand), Some(reason)) => {
                Ok(Self { variant_id: request.variant_id, on_hand, expected_on_hand, reason })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

/// Set the stock of a variant, if it still is what you saw.
#[utoipa::path(tag = "inventory", operation_id = "adjust_inventory", security(("session" = ["write_inventory"])),
    params(("Idempotency-Key" = String, Header, description = "What names the call; a new random UUID for each count")),
    request_body = AdjustInventoryRequest, responses(
    (status = 200, description = "The stock as it is now", body = StockLevel),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/inventory/adjustments")]
pub(crate) async fn adjust_inventory(
    access: Allowed<perm::WriteInventory>,
    once: Once,
    state: State,
    body: Valid<AdjustInventoryRequest, Adjustment>,
) -> Result<Json<StockLevel>, ApiError> {
    let adjustment = body.into_inner();
    let level = state
        .db
        .transaction(async |tx| {
            let count = service::adjust_inventory(&access, tx, &state.clock, &adjustment).await?;
            let level = stock_level(adjustment.variant_id, count);
            once.keep(tx, &state.keys, &StoredAnswer::ok(&level)?).await?;
            Ok::<_, ApiError>(level)
        })
        .await?;
    Ok(Json(level))
}

fn stock_level(variant_id: VariantId, count: StockCount) -> StockLevel {
    StockLevel {
        variant_id,
        on_hand: count.on_hand,
        reserved: count.reserved,
        available: count.on_hand.saturating_sub(count.reserved),
    }
}
