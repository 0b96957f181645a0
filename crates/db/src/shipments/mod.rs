//! What is sent of orders.
//!
//! A shipment adds to the counters of the lines, held by `CHECK`s. Whoever changes one locks the order first.

mod order;
mod record;
mod write;

pub use order::{ShippableLine, ShippableOrder, lock_orders_to_ship};
pub(crate) use order::{UnitColumns, line_units, note_fulfilment};
pub use record::{
    ShipmentLineRecord, ShipmentRecord, find_shipment_any, forget_tracking, list_shipments_any,
};
pub use write::{NewShipment, NewShipmentLine, insert_shipments};
