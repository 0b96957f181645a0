//! Writing down what was sent.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods,
    sql_types::{Array, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, OrderLineId, ShipmentId, ShipmentLineId};

use super::order::note_fulfilment;
use crate::{
    Conn, DbError,
    schema::{shipment_lines, shipments},
};

/// A shipment to be written down.
#[derive(Clone, Debug)]
pub struct NewShipment {
    /// Its id.
    pub id: ShipmentId,
    /// The order; it has to be locked.
    pub order_id: OrderId,
    /// Who carries it, at most 60 characters; may be empty.
    pub carrier: String,
    /// What the carrier calls it; may be empty.
    pub tracking_number: String,
    /// Where it is followed; may be empty.
    pub tracking_url: String,
    /// Lines of the order, each once.
    pub lines: Vec<NewShipmentLine>,
}

/// A line in a shipment.
#[derive(Clone, Copy, Debug)]
pub struct NewShipmentLine {
    /// Its id.
    pub id: ShipmentLineId,
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units, 1 to 99.
    pub quantity: u16,
}

const COUNT: &str = "\
UPDATE order_lines l SET shipped_quantity = l.shipped_quantity + s.quantity
FROM shipment_lines s WHERE s.order_line_id = l.id AND s.shipment_id = ANY($1)";

/// Writes shipments of different orders and counts their units. [`DbError::Check`] of
/// `order_lines_never_ship_more_than_is_left` for more units than are still to be sent.
pub async fn insert_shipments(tx: &mut Conn, now: DateTime<Utc>, new: &[NewShipment]) -> Result<(), DbError> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|shipment| {
            (
                shipments::id.eq(shipment.id),
                shipments::order_id.eq(shipment.order_id),
                shipments::carrier.eq(&shipment.carrier),
                shipments::tracking_number.eq(&shipment.tracking_number),
                shipments::tracking_url.eq(&shipment.tracking_url),
                shipments::shipped_at.eq(now),
                shipments::created_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(shipments::table).values(rows).execute(tx).await?;
    let lines: Vec<_> = new
        .iter()
        .flat_map(|shipment| shipment.lines.iter().map(move |line| (shipment.id, line)))
        .map(|(shipment, line)| {
            (
                shipment_lines::id.eq(line.id),
                shipment_lines::shipment_id.eq(shipment),
                shipment_lines::order_line_id.eq(line.line_id),
                shipment_lines::quantity.eq(i32::from(line.quantity)),
            )
        })
        .collect();
    diesel::insert_into(shipment_lines::table).values(lines).execute(tx).await?;
    let ids: Vec<ShipmentId> = new.iter().map(|shipment| shipment.id).collect();
    diesel::sql_query(COUNT).bind::<Array<Uuid>, _>(ids).execute(tx).await?;
    let orders: Vec<OrderId> = new.iter().map(|shipment| shipment.order_id).collect();
    note_fulfilment(tx, now, &orders).await
}
