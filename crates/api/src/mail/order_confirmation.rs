//! The mail that confirms an order.

use anyhow::Context as _;
use askama::Template;
use securecart_db::orders::{OrderLineRecord, OrderRecord, find_order_any};
use securecart_domain::OrderId;

use super::letter::{Envelope, Link, in_words, message};
use crate::{
    adapters::mailer::Message,
    addresses::AddressDetails,
    config::{HttpConfig, ShopConfig},
    delivery::Places,
    orders::order_link,
    state::AppState,
};

struct Line {
    quantity: String,
    name: String,
    total: String,
}

struct Part {
    label: String,
    amount: String,
}

/// Where the order goes, or what else its buyer said.
struct Fact {
    label: &'static str,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/order_confirmation.txt")]
struct OrderText<'a> {
    shop: &'a str,
    subject: &'a str,
    username: Option<&'a str>,
    placed_at: &'a str,
    lines: &'a [Line],
    parts: &'a [Part],
    total: &'a str,
    facts: &'a [Fact],
    link: Option<&'a Link>,
    anywhere: Option<&'a Link>,
}

#[derive(Template)]
#[template(path = "mail/order_confirmation.html")]
struct OrderHtml<'a> {
    shop: &'a str,
    subject: &'a str,
    username: Option<&'a str>,
    placed_at: &'a str,
    lines: &'a [Line],
    parts: &'a [Part],
    total: &'a str,
    facts: &'a [Fact],
    link: Option<&'a Link>,
    anywhere: Option<&'a Link>,
}

/// The confirmation that was promised when the order was placed. An order without an address (a guest whom the
/// payment provider knows none of) gets none.
pub(super) async fn confirmation(state: &AppState, order: OrderId) -> anyhow::Result<Option<Message>> {
    let found = {
        let mut conn = state.db.connection().await?;
        find_order_any(&mut conn, order).await?
    };
    let order = found.context("the order of a confirmation is gone")?;
    let to = state.keys.open_order_email(order.id, order.email.as_ref())?;
    if to.is_empty() {
        tracing::info!(order.id = %order.id, "no address to confirm the order to");
        return Ok(None);
    }
    let places = Places::open(&state.keys, order.id, order.delivery_sealed.as_ref())?;
    let link = order_link(&state.keys, &state.config.http, state.clock.now(), order.id);
    compose(&order, &places, Receiver { to: &to, link }, &state.config.shop, &state.config.http).map(Some)
}

/// Where a confirmation goes, and the link that shows its order to whoever has it.
pub(super) struct Receiver<'a> {
    pub(super) to: &'a str,
    pub(super) link: String,
}

/// The same words in both parts.
pub(super) fn compose(
    order: &OrderRecord,
    places: &Places,
    receiver: Receiver<'_>,
    shop: &ShopConfig,
    http: &HttpConfig,
) -> anyhow::Result<Message> {
    let (subject, placed_at) = (format!("Your order {}", order.number), in_words(order.placed_at));
    let (subject, placed_at) = (subject.as_str(), placed_at.as_str());
    let lines: Vec<_> = order.lines.iter().map(line).collect();
    let total = order.amounts.total.to_string();
    let parts = parts(order);
    let facts = facts(order, places);
    let (parts, facts) = (parts.as_slice(), facts.as_slice());
    let (to, anywhere) = (receiver.to, receiver.link);
    // Who has an account looks there; the signed link is for where they are not signed in.
    let (link, anywhere) = match order.customer_id {
        Some(_) => (http.public_address(&format!("/orders/{}", order.id)), Some(anywhere)),
        None => (anywhere, None),
    };
    let link = Some(Link { label: "See your order", address: link });
    let anywhere = anywhere.map(|address| Link { label: "Without signing in", address });
    let (shop, username) = (shop.name.as_str(), order.username.as_deref());
    let (lines, total, link, anywhere) = (lines.as_slice(), total.as_str(), link.as_ref(), anywhere.as_ref());
    let text = OrderText { shop, subject, username, placed_at, lines, parts, total, facts, link, anywhere };
    let html = OrderHtml { shop, subject, username, placed_at, lines, parts, total, facts, link, anywhere };
    let key = format!("order-{}", order.id);
    message(Envelope { shop, to, key: &key }, subject, &text, &html)
}

/// What stands between the lines and the total, where there is anything.
fn parts(order: &OrderRecord) -> Vec<Part> {
    let amounts = &order.amounts;
    let discount = match &order.coupon_code {
        Some(code) => format!("-{} ({code})", amounts.discount),
        None => format!("-{}", amounts.discount),
    };
    let name =
        order.tax.as_ref().map_or_else(|| "Tax".to_owned(), |tax| format!("{} {}", tax.name, tax.rate));
    let tax = if amounts.tax_included { format!("{name}, included") } else { name };
    let parts = [
        ("Discount".to_owned(), amounts.discount, discount),
        ("Shipping".to_owned(), amounts.shipping, amounts.shipping.to_string()),
        (tax, amounts.tax, amounts.tax.to_string()),
    ];
    let there = parts.into_iter().filter(|(_, amount, _)| amount.minor() > 0);
    there.map(|(label, _, amount)| Part { label, amount }).collect()
}

/// How the order reaches its buyer, and what its buyer said.
fn facts(order: &OrderRecord, places: &Places) -> Vec<Fact> {
    let method = order.delivery.as_ref().map(|delivery| {
        let took = delivery.estimate.map(|estimate| format!(", {estimate}")).unwrap_or_default();
        vec![format!("{}{took}", delivery.name)]
    });
    let note = Some(&places.note).filter(|note| !note.is_empty());
    let facts = [
        ("Delivery", method),
        ("Sent to", places.address.as_ref().map(AddressDetails::lines)),
        ("Invoice to", places.billing_address.as_ref().map(AddressDetails::lines)),
        ("Your note", note.map(|note| note.lines().map(str::to_owned).collect())),
    ];
    facts.into_iter().filter_map(|(label, lines)| Some(Fact { label, lines: lines? })).collect()
}

fn line(line: &OrderLineRecord) -> Line {
    let name = match line.variant_title.as_str() {
        "" => line.name.clone(),
        variant => format!("{} ({variant})", line.name),
    };
    Line { quantity: line.quantity.to_string(), name, total: line.total.to_string() }
}
