//! Shipments: what is sent of an order, never more than was bought and is still to be sent.

mod tracking;
mod units;

pub use tracking::{InvalidTracking, TrackingLink, TrackingNumber};
pub use units::{LineUnits, ShipmentProblem, check, fulfilment};
