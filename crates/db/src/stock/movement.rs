//! The ledger.

use chrono::{DateTime, Utc};
use diesel::ExpressionMethods;
use diesel_async::RunQueryDsl;
use securecart_domain::{MovementId, VariantId, catalog::MovementKind};

use crate::{Conn, DbError, schema::stock_movements, stored::NewIds};

/// What one step does to one kind of counter.
pub(super) struct Movements<'a> {
    pub(super) kind: MovementKind,
    /// What one unit does to the count in the house.
    pub(super) on_hand: i32,
    /// What one unit does to the count of held units.
    pub(super) reserved: i32,
    /// What the step belongs to: the id of a checkout or an order.
    pub(super) reason: &'a str,
    pub(super) items: &'a [(VariantId, i32)],
}

/// Writes one entry per variant.
pub(super) async fn insert_movements(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    movements: Movements<'_>,
) -> Result<(), DbError> {
    let rows: Vec<_> = movements
        .items
        .iter()
        .map(|(variant, units)| {
            (
                stock_movements::id.eq(MovementId::new(ids())),
                stock_movements::variant_id.eq(*variant),
                stock_movements::kind.eq(movements.kind.as_str()),
                stock_movements::on_hand_delta.eq(units.saturating_mul(movements.on_hand)),
                stock_movements::reserved_delta.eq(units.saturating_mul(movements.reserved)),
                stock_movements::reason.eq(movements.reason),
                stock_movements::created_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(stock_movements::table).values(rows).execute(tx).await?;
    Ok(())
}
