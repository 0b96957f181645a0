//! States in the words of the staff, and lists to choose them from.

use securecart_domain::audit::Outcome;
use securecart_domain::catalog::{ProductStatus, StockFilter};
use securecart_domain::orders::{FulfilmentStatus, OrderStatus, PaymentStatus};

use crate::ui::{SelectOption, Tone};

/// Whether shoppers see a product.
pub(super) fn product_words(status: ProductStatus) -> (Tone, &'static str) {
    match status {
        ProductStatus::Draft => (Tone::Neutral, "Draft"),
        ProductStatus::Active => (Tone::Success, "Active"),
        ProductStatus::Discontinued => (Tone::Warning, "Discontinued"),
    }
}

/// How much can be sold.
pub(super) fn stock_words(stock: StockFilter) -> &'static str {
    match stock {
        StockFilter::InStock => "In stock",
        StockFilter::Low => "Low stock",
        StockFilter::Out => "Out of stock",
    }
}

/// Where an order stands as a whole.
pub(super) fn order_words(status: OrderStatus) -> (Tone, &'static str) {
    match status {
        OrderStatus::Pending => (Tone::Neutral, "Awaiting payment"),
        OrderStatus::Placed => (Tone::Info, "Placed"),
        OrderStatus::Completed => (Tone::Success, "Completed"),
        OrderStatus::Cancelled => (Tone::Neutral, "Cancelled"),
        OrderStatus::NeedsReview => (Tone::Warning, "Needs review"),
    }
}

/// What was paid.
pub(super) fn payment_words(status: PaymentStatus) -> (Tone, &'static str) {
    match status {
        PaymentStatus::Unpaid => (Tone::Warning, "Unpaid"),
        PaymentStatus::Paid => (Tone::Success, "Paid"),
        PaymentStatus::PartiallyRefunded => (Tone::Info, "Partly refunded"),
        PaymentStatus::Refunded => (Tone::Neutral, "Refunded"),
        PaymentStatus::Voided => (Tone::Neutral, "Not charged"),
    }
}

/// What was sent.
pub(super) fn fulfilment_words(status: FulfilmentStatus) -> (Tone, &'static str) {
    match status {
        FulfilmentStatus::Unfulfilled => (Tone::Warning, "To ship"),
        FulfilmentStatus::PartiallyFulfilled => (Tone::Info, "Partly shipped"),
        FulfilmentStatus::Fulfilled => (Tone::Success, "Shipped"),
    }
}

/// How something in the audit log ended.
pub(super) fn outcome_words(outcome: Outcome) -> (Tone, &'static str) {
    match outcome {
        Outcome::Success => (Tone::Success, "Done"),
        Outcome::Failure => (Tone::Warning, "Failed"),
        Outcome::Denied => (Tone::Danger, "Denied"),
    }
}

/// The values as options of a select.
pub(super) fn choices<T: Copy + ToString>(all: &[T], words: fn(T) -> &'static str) -> Vec<SelectOption> {
    all.iter().map(|value| SelectOption::new(value.to_string(), words(*value))).collect()
}

/// So many of something: "1 product", "3 products".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
