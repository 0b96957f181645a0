//! From rows to what goes over the wire.

use securecart_db::stock::{self, LevelRecord, MovementRecord, ReservationRecord};
use securecart_dto::inventory::{InventoryLevel, StockItem, StockMovement, StockReservation};

fn item(item: stock::StockItem) -> StockItem {
    let stock::StockItem { variant_id, product_id, product_name, variant_title, sku } = item;
    StockItem { variant_id, product_id, product_name, variant_title, sku }
}

pub(super) fn level(record: LevelRecord) -> InventoryLevel {
    let (count, thresholds) = (record.count, record.thresholds);
    InventoryLevel {
        item: item(record.item),
        on_hand: count.on_hand,
        reserved: count.reserved,
        available: count.on_hand.saturating_sub(count.reserved),
        low_units: thresholds.low(),
        over_units: thresholds.over(),
        state: thresholds.judge(count.on_hand, count.reserved),
        version: record.version,
        updated_at: record.updated_at,
    }
}

pub(super) fn movement(record: MovementRecord) -> StockMovement {
    StockMovement {
        id: record.id,
        item: item(record.item),
        kind: record.kind,
        on_hand_delta: record.on_hand_delta,
        reserved_delta: record.reserved_delta,
        reason: record.reason,
        actor: record.actor,
        created_at: record.created_at,
    }
}

pub(super) fn reservation(record: ReservationRecord) -> StockReservation {
    StockReservation {
        id: record.id,
        item: item(record.item),
        checkout_id: record.checkout_id,
        quantity: record.quantity,
        expires_at: record.expires_at,
        created_at: record.created_at,
    }
}
