//! Shipments as they are written down.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, OrderLineId, ShipmentId};

use crate::{
    Conn, DbError,
    schema::{order_lines, shipment_lines, shipments},
    stored::Place,
};

/// What was sent of an order at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShipmentRecord {
    /// Its id.
    pub id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// Who carries it; may be empty.
    pub carrier: String,
    /// What the carrier calls it; may be empty.
    pub tracking_number: String,
    /// Where it is followed; may be empty.
    pub tracking_url: String,
    /// When it was sent.
    pub shipped_at: DateTime<Utc>,
    /// Its lines, in the order of the order's.
    pub lines: Vec<ShipmentLineRecord>,
}

/// A line in a shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShipmentLineRecord {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// What was bought, as the order says it.
    pub name: String,
    /// The variant, as the order says it; empty if there was no choice.
    pub variant_title: String,
    /// Units.
    pub quantity: u16,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = shipments)]
struct ShipmentRow {
    id: ShipmentId,
    order_id: OrderId,
    carrier: String,
    tracking_number: String,
    tracking_url: String,
    shipped_at: DateTime<Utc>,
}

/// A shipment, whoever's it is.
pub async fn find_shipment_any(conn: &mut Conn, id: ShipmentId) -> Result<Option<ShipmentRecord>, DbError> {
    let row = shipments::table.find(id).select(ShipmentRow::as_select()).first(conn).await.optional()?;
    Ok(assemble(conn, row.into_iter().collect()).await?.pop())
}

/// The shipments of these orders, oldest first; whose they are has to be known already.
pub async fn list_shipments_any(conn: &mut Conn, orders: &[OrderId]) -> Result<Vec<ShipmentRecord>, DbError> {
    let rows = shipments::table
        .filter(shipments::order_id.eq_any(orders))
        .order((shipments::order_id, shipments::shipped_at, shipments::id))
        .select(ShipmentRow::as_select())
        .load(conn)
        .await?;
    assemble(conn, rows).await
}

type LineRow = (ShipmentId, OrderLineId, String, String, i32);

async fn assemble(conn: &mut Conn, rows: Vec<ShipmentRow>) -> Result<Vec<ShipmentRecord>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ShipmentId> = rows.iter().map(|row| row.id).collect();
    let found: Vec<LineRow> = shipment_lines::table
        .inner_join(order_lines::table)
        .filter(shipment_lines::shipment_id.eq_any(ids))
        .order(order_lines::position)
        .select((
            shipment_lines::shipment_id,
            shipment_lines::order_line_id,
            order_lines::name,
            order_lines::variant_title,
            shipment_lines::quantity,
        ))
        .load(conn)
        .await?;
    let mut lines: HashMap<ShipmentId, Vec<ShipmentLineRecord>> = HashMap::new();
    for (shipment, line_id, name, variant_title, quantity) in found {
        let quantity = Place { table: "shipment_lines", id: shipment }.quantity(quantity)?.get();
        let line = ShipmentLineRecord { line_id, name, variant_title, quantity };
        lines.entry(shipment).or_default().push(line);
    }
    Ok(rows
        .into_iter()
        .map(|row| ShipmentRecord {
            lines: lines.remove(&row.id).unwrap_or_default(),
            id: row.id,
            order_id: row.order_id,
            carrier: row.carrier,
            tracking_number: row.tracking_number,
            tracking_url: row.tracking_url,
            shipped_at: row.shipped_at,
        })
        .collect())
}

/// Forgets how the parcels of these orders are followed: a carrier's page tells where somebody lives.
pub async fn forget_tracking(tx: &mut Conn, orders: &[OrderId]) -> Result<(), DbError> {
    diesel::update(shipments::table.filter(shipments::order_id.eq_any(orders)))
        .set((shipments::tracking_number.eq(""), shipments::tracking_url.eq("")))
        .execute(tx)
        .await?;
    Ok(())
}
