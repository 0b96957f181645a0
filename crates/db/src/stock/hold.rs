//! Holding stock for a checkout.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl,
    sql_types::{Integer, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, HoldId, VariantId, cart::Quantity, catalog::MovementKind};

use super::movement::{Movements, insert_movements};
use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    schema::{stock_holds, stock_levels},
    stored::NewIds,
};

/// What a checkout wants to hold; each variant once.
#[derive(Clone, Debug)]
pub struct NewHolds {
    /// For whom.
    pub checkout_id: CheckoutId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// What.
    pub items: Vec<(VariantId, Quantity)>,
}

/// A variant of which there is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Which one.
    pub variant_id: VariantId,
    /// Units that can still be had.
    pub available: u32,
}

const HOLD: &str = "\
UPDATE stock_levels SET reserved = reserved + $2, updated_at = $3
WHERE variant_id = $1 AND on_hand - reserved >= $2";

/// Holds all of it and gives nothing back, or names every variant of which there is too little.
///
/// If there is a shortage the caller has to roll back: what could be held is held until then.
pub async fn hold_stock(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    holds: &NewHolds,
) -> Result<Vec<Shortage>, DbError> {
    changes::note(Change::Availability);
    let mut items: Vec<(VariantId, i32)> =
        holds.items.iter().map(|(variant, quantity)| (*variant, i32::from(quantity.get()))).collect();
    items.sort_unstable_by_key(|(variant, _)| *variant);
    let mut shortages = Vec::new();
    for (variant, units) in &items {
        let held = diesel::sql_query(HOLD)
            .bind::<Uuid, _>(*variant)
            .bind::<Integer, _>(*units)
            .bind::<Timestamptz, _>(now)
            .execute(tx)
            .await?;
        if held == 0 {
            shortages.push(Shortage { variant_id: *variant, available: available(tx, *variant).await? });
        }
    }
    if shortages.is_empty() {
        insert_holds(tx, now, ids, holds, &items).await?;
        let (on_hand, reserved) = (0, 1);
        let reason = &holds.checkout_id.to_string();
        let movements = Movements { kind: MovementKind::Hold, on_hand, reserved, reason, items: &items };
        insert_movements(tx, now, ids, movements).await?;
    }
    Ok(shortages)
}

async fn insert_holds(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    holds: &NewHolds,
    items: &[(VariantId, i32)],
) -> Result<(), DbError> {
    let rows: Vec<_> = items
        .iter()
        .map(|(variant, units)| {
            (
                stock_holds::id.eq(HoldId::new(ids())),
                stock_holds::checkout_id.eq(holds.checkout_id),
                stock_holds::variant_id.eq(*variant),
                stock_holds::quantity.eq(*units),
                stock_holds::status.eq("active"),
                stock_holds::expires_at.eq(holds.expires_at),
                stock_holds::created_at.eq(now),
                stock_holds::updated_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(stock_holds::table).values(rows).execute(tx).await?;
    Ok(())
}

async fn available(tx: &mut Conn, variant: VariantId) -> Result<u32, DbError> {
    let units: Option<i32> = stock_levels::table
        .filter(stock_levels::variant_id.eq(variant))
        .select(stock_levels::on_hand - stock_levels::reserved)
        .first(tx)
        .await
        .optional()?;
    Ok(units.and_then(|units| u32::try_from(units).ok()).unwrap_or(0))
}
