//! What stands on an invoice.

use securecart_db::orders::{OrderLineRecord, OrderRecord};
use securecart_domain::{Money, orders::OrderStatus};

use super::{
    font::FontError,
    sheet::{LEFT, RIGHT, SIZE, Sheets, Weight},
};
use crate::{addresses::AddressDetails, config::ShopConfig, delivery::Places};

/// Where the columns of units and prices end.
const UNITS: u16 = 370;
const PRICE: u16 = 455;
/// How wide the names of goods may be.
const NAME: u16 = 270;
/// How high a line of text is.
const STEP: u16 = 14;

/// The invoice of an order as a PDF.
pub(super) fn invoice(
    shop: &ShopConfig,
    order: &OrderRecord,
    places: &Places,
    email: &str,
) -> Result<Vec<u8>, FontError> {
    let mut sheets = Sheets::new()?;
    head(&mut sheets, shop, order);
    receiver(&mut sheets, order, places, email);
    columns(&mut sheets);
    for line in &order.lines {
        one_line(&mut sheets, line);
    }
    sheets.rule();
    sheets.down(STEP + 4);
    sums(&mut sheets, order);
    sheets.finish(&format!("Invoice {}", order.number))
}

/// Who sells, the number and the day.
fn head(sheets: &mut Sheets, shop: &ShopConfig, order: &OrderRecord) {
    sheets.text(LEFT, &shop.name, 16, Weight::Bold, 300);
    sheets.text_to(RIGHT, "Invoice", 16, Weight::Bold);
    sheets.down(18);
    let placed = order.placed_at.format("%-d %B %Y");
    let facts = [format!("Number: {}", order.number), format!("Date: {placed}")];
    for row in 0..facts.len().max(shop.invoice_sender.len()) {
        if let Some(line) = shop.invoice_sender.get(row) {
            sheets.text(LEFT, line, SIZE, Weight::Regular, 300);
        }
        if let Some(fact) = facts.get(row) {
            sheets.text_to(RIGHT, fact, SIZE, Weight::Regular);
        }
        sheets.down(STEP);
    }
    sheets.down(STEP);
}

/// Whom the buyer wants it made out to; where that was forgotten, or never said, the account.
fn receiver(sheets: &mut Sheets, order: &OrderRecord, places: &Places, email: &str) {
    let address = places.billing_address.as_ref().or(places.address.as_ref());
    let mut lines = address.map(AddressDetails::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.extend(order.username.clone());
    }
    lines.push(email.to_owned());
    sheets.text(LEFT, "Invoice to", SIZE, Weight::Bold, 200);
    let lines = lines.iter().flat_map(|line| sheets.lines(line, SIZE, Weight::Regular, 400));
    for line in lines.collect::<Vec<_>>() {
        sheets.down(STEP);
        sheets.text(LEFT, &line, SIZE, Weight::Regular, 400);
    }
    sheets.down(2 * STEP);
}

fn columns(sheets: &mut Sheets) {
    sheets.text(LEFT, "What", SIZE, Weight::Bold, 250);
    sheets.text_to(UNITS, "Units", SIZE, Weight::Bold);
    sheets.text_to(PRICE, "Price", SIZE, Weight::Bold);
    sheets.text_to(RIGHT, "Total", SIZE, Weight::Bold);
    sheets.rule();
    sheets.down(STEP + 4);
}

fn one_line(sheets: &mut Sheets, line: &OrderLineRecord) {
    let name = match line.variant_title.as_str() {
        "" => line.name.clone(),
        variant => format!("{} ({variant})", line.name),
    };
    let mut name = sheets.lines(&name, SIZE, Weight::Regular, NAME).into_iter();
    sheets.text(LEFT, &name.next().unwrap_or_default(), SIZE, Weight::Regular, NAME);
    sheets.text_to(UNITS, &line.quantity.to_string(), SIZE, Weight::Regular);
    sheets.text_to(PRICE, &line.unit_price.to_string(), SIZE, Weight::Regular);
    sheets.text_to(RIGHT, &line.total.to_string(), SIZE, Weight::Regular);
    for rest in name {
        if sheets.down(STEP) {
            columns(sheets);
        }
        sheets.text(LEFT, &rest, SIZE, Weight::Regular, NAME);
    }
    if sheets.down(STEP + 2) {
        columns(sheets);
    }
}

fn sums(sheets: &mut Sheets, order: &OrderRecord) {
    let (amounts, money) = (&order.amounts, &order.money);
    let tax = match &order.tax {
        Some(tax) => format!("{} {}", tax.name, tax.rate),
        None => "Tax".to_owned(),
    };
    let tax = if amounts.tax_included { format!("{tax}, included") } else { tax };
    row(sheets, "Goods", "", amounts.subtotal, Weight::Regular);
    for (label, sign, amount) in [
        ("Discount", "-", amounts.discount),
        ("Delivery", "", amounts.shipping),
        (tax.as_str(), "", amounts.tax),
    ] {
        if amount.minor() > 0 {
            row(sheets, label, sign, amount, Weight::Regular);
        }
    }
    row(sheets, "Total", "", amounts.total, Weight::Bold);
    row(sheets, "Paid", "", money.received, Weight::Regular);
    if money.refunded.minor() > 0 {
        row(sheets, "Given back", "-", money.refunded, Weight::Regular);
    }
    if order.status == OrderStatus::Cancelled {
        sheets.text(LEFT, "This order was cancelled.", SIZE, Weight::Regular, 400);
    }
}

fn row(sheets: &mut Sheets, label: &str, sign: &str, amount: Money, weight: Weight) {
    sheets.text_to(PRICE, label, SIZE, weight);
    sheets.text_to(RIGHT, &format!("{sign}{amount}"), SIZE, weight);
    sheets.down(STEP);
}
