//! The decisions about shipments.

use securecart_db::{
    Conn, DbError,
    shipments::{
        NewShipment, NewShipmentLine, ShipmentRecord, ShippableLine, ShippableOrder, find_shipment_any,
        insert_shipments, lock_orders_to_ship,
    },
};
use securecart_domain::{
    OrderId, OrderLineId, ShipmentId, ShipmentLineId,
    orders::OrderStatus,
    shipments::{LineUnits, check},
};
use serde_json::json;

use super::{ShipmentError, create_shipment::Parcel};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, Allowed, perm},
    mail::{Mail, promise},
};

/// Sends what the parcel holds, if the order is to be sent and has that much left.
pub(super) async fn ship(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    id: OrderId,
    parcel: &Parcel,
) -> Result<ShipmentRecord, ShipmentError> {
    let order = lock_orders_to_ship(tx, &[id]).await?.pop().ok_or(ShipmentError::NotFound)?;
    if order.status != OrderStatus::Placed {
        return Err(ShipmentError::NotToBeSent(order.status));
    }
    let chosen = own_lines(&order, &parcel.lines)?;
    check(&chosen.iter().map(|(line, units)| (line.units, *units)).collect::<Vec<(LineUnits, u16)>>())?;
    let mut new = new_shipment(clock, id, chosen.into_iter().map(|(line, units)| (line.id, units)));
    new.carrier.clone_from(&parcel.carrier);
    new.tracking_number = parcel.number.to_string();
    new.tracking_url = parcel.link.to_string();
    write(tx, clock, proof.actor(), std::slice::from_ref(&new)).await?;
    find_shipment_any(tx, new.id).await?.ok_or(ShipmentError::NotFound)
}

/// The lines that were chosen, as the order has them.
fn own_lines(
    order: &ShippableOrder,
    wanted: &[(OrderLineId, u16)],
) -> Result<Vec<(ShippableLine, u16)>, ShipmentError> {
    let find = |(index, (id, units)): (usize, &(OrderLineId, u16))| {
        let line = order.lines.iter().find(|line| line.id == *id);
        line.map(|line| (*line, *units)).ok_or(ShipmentError::NoSuchLine(index))
    };
    wanted.iter().enumerate().map(find).collect()
}

/// Sends whatever is left of those of the orders that are placed, and gives them back as they were before, locked.
pub(crate) async fn ship_the_rest(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    ids: &[OrderId],
) -> Result<Vec<ShippableOrder>, DbError> {
    let mut orders = lock_orders_to_ship(tx, ids).await?;
    orders.retain(|order| order.status == OrderStatus::Placed);
    let rest = |order: &ShippableOrder| {
        let lines = order.lines.iter().map(|line| (line.id, line.units.left()));
        new_shipment(clock, order.id, lines.filter(|(_, units)| *units > 0))
    };
    let new: Vec<_> = orders.iter().map(rest).filter(|shipment| !shipment.lines.is_empty()).collect();
    write(tx, clock, proof.actor(), &new).await?;
    Ok(orders)
}

fn new_shipment(
    clock: &Clock,
    order_id: OrderId,
    lines: impl Iterator<Item = (OrderLineId, u16)>,
) -> NewShipment {
    let lines = lines.map(|(line_id, quantity)| NewShipmentLine {
        id: ShipmentLineId::new(clock.uuid()),
        line_id,
        quantity,
    });
    NewShipment {
        id: ShipmentId::new(clock.uuid()),
        order_id,
        carrier: String::new(),
        tracking_number: String::new(),
        tracking_url: String::new(),
        lines: lines.collect(),
    }
}

/// Writes shipments with an entry and a mail each.
async fn write(tx: &mut Conn, clock: &Clock, actor: &Actor, new: &[NewShipment]) -> Result<(), DbError> {
    insert_shipments(tx, clock.now(), new).await?;
    for shipment in new {
        let units = shipment.lines.iter().map(|line| u32::from(line.quantity)).sum::<u32>();
        let entry = Entry {
            event: "order_shipped",
            object_kind: "order",
            object_key: shipment.order_id.to_string(),
            outcome: Outcome::Success,
            detail: json!({ "shipment": shipment.id, "units": units, "carrier": shipment.carrier }),
        };
        audit::record(tx, clock.now(), actor, entry).await?;
        promise(tx, clock, &Mail::Shipped { order: shipment.order_id, shipment: shipment.id }).await?;
    }
    Ok(())
}
