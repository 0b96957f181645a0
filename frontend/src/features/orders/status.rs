//! States of an order in the shopper's words.

use securecart_domain::orders::{FulfilmentStatus, OrderStatus, PaymentStatus};

use crate::ui::Tone;

/// Where the order as a whole stands.
pub fn order_words(status: OrderStatus) -> (Tone, &'static str) {
    match status {
        OrderStatus::Pending => (Tone::Neutral, "Waiting for payment"),
        OrderStatus::Placed => (Tone::Info, "Placed"),
        OrderStatus::Completed => (Tone::Success, "Completed"),
        OrderStatus::Cancelled => (Tone::Neutral, "Cancelled"),
        OrderStatus::NeedsReview => (Tone::Warning, "Being checked"),
    }
}

/// What has been paid.
pub fn payment_words(status: PaymentStatus) -> (Tone, &'static str) {
    match status {
        PaymentStatus::Unpaid => (Tone::Neutral, "Not paid"),
        PaymentStatus::Paid => (Tone::Success, "Paid"),
        PaymentStatus::PartiallyRefunded => (Tone::Info, "Partly refunded"),
        PaymentStatus::Refunded => (Tone::Info, "Refunded"),
        PaymentStatus::Voided => (Tone::Neutral, "Not charged"),
    }
}

/// What has been sent.
pub fn fulfilment_words(status: FulfilmentStatus) -> (Tone, &'static str) {
    match status {
        FulfilmentStatus::Unfulfilled => (Tone::Neutral, "Not sent yet"),
        FulfilmentStatus::PartiallyFulfilled => (Tone::Info, "Partly sent"),
        FulfilmentStatus::Fulfilled => (Tone::Success, "Sent"),
    }
}
