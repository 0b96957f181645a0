//! The mail that confirms an order.

use std::fmt::Write as _;

use anyhow::Context as _;
use securecart_db::orders::{OrderRecord, find_order_any};
use securecart_domain::OrderId;
use serde::Deserialize;

use crate::{
    adapters::mailer::{Message, escape_html},
    config::{HttpConfig, ShopConfig},
    state::AppState,
};

/// The outbox's word for it.
pub const ORDER_CONFIRMATION: &str = "order_confirmation";

#[derive(Deserialize)]
struct Payload {
    order: OrderId,
}

/// Sends the confirmation that was promised when the order was placed. An order without an address (a guest
/// whom the payment provider knows none of) gets none.
pub async fn send_confirmation(state: &AppState, payload: serde_json::Value) -> anyhow::Result<()> {
    let Payload { order } = serde_json::from_value(payload).context("the promise names no order")?;
    let found = {
        let mut conn = state.db.connection().await?;
        find_order_any(&mut conn, order).await?
    };
    let order = found.context("the order of a confirmation is gone")?;
    if order.email.is_empty() {
        tracing::info!(order.id = %order.id, "no address to confirm the order to");
        return Ok(());
    }
    let message = message(&order, &state.config.shop, &state.config.http);
    state.mailer.send(&message).await
}

/// The same words in both parts.
fn message(order: &OrderRecord, shop: &ShopConfig, http: &HttpConfig) -> Message {
    let address = order.customer_id.map(|_| http.public_address(&format!("/orders/{}", order.id)));
    let mut text = format!(
        "Thank you for your order at {}.\n\nOrder {}, placed on {}\n\n",
        shop.name,
        order.number,
        order.placed_at.format("%-d %B %Y, %H:%M UTC")
    );
    let mut rows = String::new();
    for line in &order.lines {
        let name = if line.variant_title.is_empty() {
            line.name.clone()
        } else {
            format!("{} ({})", line.name, line.variant_title)
        };
        // Writing to a String can not fail.
        let _text = writeln!(text, "{} x {name}: {}", line.quantity, line.total);
        let _rows = write!(
            rows,
            "<tr><td>{} × {}</td><td align=\"right\">{}</td></tr>",
            line.quantity,
            escape_html(&name),
            line.total
        );
    }
    let _total = writeln!(text, "\nTotal: {}", order.total);
    if let Some(address) = &address {
        let _address = writeln!(text, "\nYour order: {address}");
    }
    let link = address.map_or_else(String::new, |address| {
        format!("<p><a href=\"{}\">See your order</a></p>", escape_html(&address))
    });
    let html = format!(
        "<!doctype html><html lang=\"en\"><body><p>Thank you for your order at {}.</p><h1>Order {}</h1>\
         <table>{rows}<tr><th align=\"left\">Total</th><th align=\"right\">{}</th></tr></table>{link}</body></html>",
        escape_html(&shop.name),
        escape_html(&order.number),
        order.total
    );
    let subject = format!("Your order {}", order.number);
    Message { to: order.email.clone(), subject, text, html, key: format!("order-{}", order.id) }
}
