//! The decisions about stock.

use securecart_db::{
    Conn,
    catalog::{StockAdjustment, StockCount, adjust_on_hand, find_stock_count},
    stock::{LevelRecord, find_level_any, update_thresholds},
};
use securecart_domain::{MovementId, VariantId, catalog::PlainText, inventory::Thresholds};
use serde_json::json;

use super::InventoryError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

/// A count that replaces the one its caller saw.
#[derive(Debug)]
pub(crate) struct Adjustment {
    pub(super) variant_id: VariantId,
    pub(super) on_hand: u32,
    pub(super) expected_on_hand: u32,
    pub(super) reason: PlainText,
}

/// Sets the count of a variant, if it still is what the caller saw and what is held stays covered. Sales and
/// other staff change counts all the time: setting one blindly would undo their work.
pub(super) async fn adjust_inventory(
    access: &Allowed<perm::WriteInventory>,
    tx: &mut Conn,
    clock: &Clock,
    adjustment: &Adjustment,
) -> Result<StockCount, InventoryError> {
    let now = clock.now();
    let set = StockAdjustment {
        variant_id: adjustment.variant_id,
        on_hand: adjustment.on_hand,
        expected_on_hand: adjustment.expected_on_hand,
        movement_id: MovementId::new(clock.uuid()),
        reason: adjustment.reason.to_string(),
        actor: Some(access.user_id()),
    };
    let Some(count) = adjust_on_hand(tx, now, &set).await? else {
        return Err(refusal(tx, adjustment).await?);
    };
    let detail = json!({
        "before": { "on_hand": adjustment.expected_on_hand },
        "after": { "on_hand": adjustment.on_hand },
        "reason": adjustment.reason.as_str(),
    });
    let entry = Entry {
        event: "inventory_adjusted",
        object_kind: "variant",
        object_key: adjustment.variant_id.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    audit::record(tx, now, access.actor(), entry).await?;
    Ok(count)
}

/// Why the count was not set.
async fn refusal(tx: &mut Conn, adjustment: &Adjustment) -> Result<InventoryError, InventoryError> {
    let count = find_stock_count(tx, adjustment.variant_id).await?.ok_or(InventoryError::NoVariant)?;
    if count.on_hand == adjustment.expected_on_hand && count.reserved > adjustment.on_hand {
        return Ok(InventoryError::Held { reserved: count.reserved });
    }
    Ok(InventoryError::Changed { on_hand: count.on_hand })
}

/// Says from where on the stock of a variant is low or too much, if the caller saw what was said before.
pub(super) async fn set_thresholds(
    access: &Allowed<perm::WriteInventory>,
    tx: &mut Conn,
    clock: &Clock,
    variant: VariantId,
    if_match: &IfMatch,
    thresholds: Thresholds,
) -> Result<LevelRecord, InventoryError> {
    let before = find_level_any(tx, variant).await?.ok_or(InventoryError::NotFound)?;
    if_match.require(before.version).map_err(|_| InventoryError::Stale)?;
    if before.thresholds == thresholds {
        return Ok(before);
    }
    let now = clock.now();
    if !update_thresholds(tx, now, variant, before.version, thresholds).await? {
        return Err(InventoryError::Stale);
    }
    let told =
        |thresholds: Thresholds| json!({ "low_units": thresholds.low(), "over_units": thresholds.over() });
    let entry = Entry {
        event: "stock_thresholds_set",
        object_kind: "variant",
        object_key: variant.to_string(),
        outcome: Outcome::Success,
        detail: json!({ "before": told(before.thresholds), "after": told(thresholds) }),
    };
    audit::record(tx, now, access.actor(), entry).await?;
    find_level_any(tx, variant).await?.ok_or(InventoryError::NotFound)
}
