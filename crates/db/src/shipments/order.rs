//! An order as shipments see it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId, OrderLineId,
    orders::{FulfilmentStatus, OrderStatus},
    shipments::{LineUnits, fulfilment},
};

use crate::{
    Conn, DbError,
    schema::{order_lines, orders},
    stored::Place,
};

/// A placed order with what was sent of it.
#[derive(Clone, Debug)]
pub struct ShippableOrder {
    /// Which one.
    pub id: OrderId,
    /// Where it stands as a whole.
    pub status: OrderStatus,
    /// What was sent.
    pub fulfilment_status: FulfilmentStatus,
    /// Its lines, in the order of their ids.
    pub lines: Vec<ShippableLine>,
}

/// A line of an order with what was sent of it.
#[derive(Clone, Copy, Debug)]
pub struct ShippableLine {
    /// Which one.
    pub id: OrderLineId,
    /// Its units.
    pub units: LineUnits,
}

/// Locks placed orders until the transaction ends, in the order of their ids; those that do not exist are left out.
pub async fn lock_orders_to_ship(tx: &mut Conn, ids: &[OrderId]) -> Result<Vec<ShippableOrder>, DbError> {
    let rows: Vec<(OrderId, String, String)> = orders::table
        .filter(orders::id.eq_any(ids).and(orders::placed_at.is_not_null()))
        .order(orders::id)
        .select((orders::id, orders::status, orders::fulfilment_status))
        .for_update()
        .load(tx)
        .await?;
    let found: Vec<OrderId> = rows.iter().map(|(id, ..)| *id).collect();
    let mut lines = lines(tx, &found).await?;
    rows.into_iter()
        .map(|(id, status, fulfilment)| {
            let place = Place { table: "orders", id };
            Ok(ShippableOrder {
                id,
                status: place.word("status", &status)?,
                fulfilment_status: place.word("fulfilment_status", &fulfilment)?,
                lines: lines.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn lines(tx: &mut Conn, ids: &[OrderId]) -> Result<HashMap<OrderId, Vec<ShippableLine>>, DbError> {
    let rows: Vec<(OrderLineId, OrderId, i32, UnitColumns)> = order_lines::table
        .filter(order_lines::order_id.eq_any(ids))
        .order(order_lines::id)
        .select((
            order_lines::id,
            order_lines::order_id,
            order_lines::quantity,
            (
                order_lines::shipped_quantity,
                order_lines::withheld_quantity,
                order_lines::kept_quantity,
                order_lines::returned_quantity,
            ),
        ))
        .load(tx)
        .await?;
    let mut lines: HashMap<OrderId, Vec<ShippableLine>> = HashMap::new();
    for (id, order, quantity, counters) in rows {
        let units = line_units(Place { table: "order_lines", id }, quantity, counters)?;
        lines.entry(order).or_default().push(ShippableLine { id, units });
    }
    Ok(lines)
}

/// The counters of a line, as they are stored: sent, withheld, kept, returned.
pub(crate) type UnitColumns = (i32, i32, i32, i32);

/// The units of a line as it is stored.
pub(crate) fn line_units(
    place: Place<OrderLineId>,
    quantity: i32,
    (shipped, withheld, kept, returned): UnitColumns,
) -> Result<LineUnits, DbError> {
    let units = |column, units: i32| place.present(column, u16::try_from(units).ok());
    Ok(LineUnits {
        quantity: units("quantity", quantity)?,
        shipped: units("shipped_quantity", shipped)?,
        withheld: units("withheld_quantity", withheld)?,
        kept: units("kept_quantity", kept)?,
        returned: units("returned_quantity", returned)?,
    })
}

/// Brings the orders along after counters of their lines have changed. What has ended stays as it is.
pub(crate) async fn note_fulfilment(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: &[OrderId],
) -> Result<(), DbError> {
    for (id, lines) in lines(tx, ids).await? {
        let status = fulfilment(lines.into_iter().map(|line| line.units));
        let placed = orders::id.eq(id).and(orders::status.eq(OrderStatus::Placed.as_str()));
        diesel::update(orders::table.filter(placed))
            .set((orders::fulfilment_status.eq(status.as_str()), orders::updated_at.eq(now)))
            .execute(tx)
            .await?;
    }
    Ok(())
}
