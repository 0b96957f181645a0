//! The mail that something was sent.

use anyhow::Context as _;
use securecart_db::{orders::OrderRecord, shipments::ShipmentRecord};
use securecart_domain::{OrderId, ShipmentId, delivery::MethodKind, orders::FulfilmentStatus};

use super::{
    letter::Letter,
    refund_letters::{find, mailed, page},
};
use crate::{adapters::mailer::Message, config::HttpConfig, state::AppState};

/// That something of an order was sent, or can be collected.
pub(super) async fn shipped(
    state: &AppState,
    key: &str,
    order: OrderId,
    shipment: ShipmentId,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    let found = order.shipments.iter().find(|found| found.id == shipment);
    let found = found.context("the shipment of a mail is gone")?;
    mailed(state, key, &order, &sent(&order, found, &state.config.http))
}

/// The words; the link to the carrier stands in them, since it leads elsewhere.
pub(super) fn sent(order: &OrderRecord, shipment: &ShipmentRecord, http: &HttpConfig) -> Letter {
    let number = &order.number;
    let part = order.fulfilment_status != FulfilmentStatus::Fulfilled || order.shipments.len() > 1;
    let what = if part { "A part of your order" } else { "Your order" };
    let collected = order.delivery.as_ref().is_some_and(|delivery| delivery.kind == MethodKind::Pickup);
    let done = if collected { "is handed over" } else { "is on its way" };
    let mut paragraphs = vec![format!("{what} {number} {done}:")];
    paragraphs.extend(shipment.lines.iter().map(|line| match line.variant_title.as_str() {
        "" => format!("{} × {}", line.quantity, line.name),
        variant => format!("{} × {} ({variant})", line.quantity, line.name),
    }));
    if !shipment.carrier.is_empty() {
        paragraphs.push(format!("Carrier: {}", shipment.carrier));
    }
    if !shipment.tracking_number.is_empty() {
        paragraphs.push(format!("Tracking number: {}", shipment.tracking_number));
    }
    if !shipment.tracking_url.is_empty() {
        paragraphs.push(format!("Follow it at {}", shipment.tracking_url));
    }
    Letter {
        subject: format!("{what} {number} {done}"),
        username: order.username.clone(),
        paragraphs,
        link: page(order, http),
        afterwards: Vec::new(),
    }
}
