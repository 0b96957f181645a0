//! Shipments: what is sent of orders, by lines and units, with a mail for each.

mod create_shipment;
mod error;
mod list_order_shipments;
mod service;

use securecart_db::shipments::ShipmentRecord;
use securecart_dto::shipments::{Shipment, ShipmentLine};
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::ShipmentError;
pub(crate) use service::ship_the_rest;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_order_shipments::list_order_shipments).service(create_shipment::create_shipment);
}

/// A shipment as its customer and staff see it.
pub(crate) fn shipment(record: ShipmentRecord) -> Shipment {
    let lines = record.lines.into_iter();
    Shipment {
        id: record.id,
        shipped_at: record.shipped_at,
        carrier: record.carrier,
        tracking_number: record.tracking_number,
        tracking_url: Some(record.tracking_url).filter(|url| !url.is_empty()),
        lines: lines.map(|line| ShipmentLine { line_id: line.line_id, quantity: line.quantity }).collect(),
    }
}
