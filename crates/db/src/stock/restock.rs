//! Goods that come back on the shelf.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl,
    sql_types::{Integer, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, OrderLineId, VariantId, catalog::MovementKind};

use super::movement::{Movements, insert_movements};
use crate::{Conn, DbError, schema::order_lines, stored::NewIds};

/// Units of a line that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restocked {
    /// The line that they were bought in.
    pub line: OrderLineId,
    /// What they are units of.
    pub variant: VariantId,
    /// How many; more than none.
    pub units: u16,
}

const COUNT: &str = "UPDATE stock_levels SET on_hand = on_hand + $2, updated_at = $3 WHERE variant_id = $1";

/// Counts the units as in the house again. [`DbError::Check`] of `order_lines_never_restock_more_than_bought` for more
/// units than were bought; the lines have to be locked or to be those of a locked order.
pub async fn restock_lines(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: NewIds<'_>,
    order: OrderId,
    restocked: &[Restocked],
) -> Result<(), DbError> {
    let mut items: Vec<(VariantId, i32)> = Vec::new();
    for one in restocked {
        let units = i32::from(one.units);
        let line = order_lines::id.eq(one.line).and(order_lines::order_id.eq(order));
        diesel::update(order_lines::table.filter(line))
            .set(order_lines::restocked_quantity.eq(order_lines::restocked_quantity + units))
            .execute(tx)
            .await?;
        items.push((one.variant, units));
    }
    if items.is_empty() {
        return Ok(());
    }
    items.sort_unstable_by_key(|(variant, _)| *variant);
    for (variant, units) in &items {
        diesel::sql_query(COUNT)
            .bind::<Uuid, _>(*variant)
            .bind::<Integer, _>(*units)
            .bind::<Timestamptz, _>(now)
            .execute(tx)
            .await?;
    }
    let (kind, on_hand, reserved, reason) = (MovementKind::Return, 1, 0, &order.to_string());
    insert_movements(tx, now, ids, Movements { kind, on_hand, reserved, reason, items: &items }).await
}
