//! What to say about a checkout, and above all about the shopper's money.

use securecart_domain::checkout::CheckoutStatus;
use securecart_domain::orders::OrderStatus;

use crate::ui::Tone;

/// What the payment page told the shopper. What counts is what the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// That it is paid.
    Paid,
    /// That it is cancelled.
    Cancelled,
}

/// The words for a state.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) tone: Tone,
    pub(super) pill: &'static str,
    pub(super) text: &'static str,
}

/// What to say of money that came when its goods were gone.
pub(super) const GIVEN_BACK: Words = Words {
    title: "We could not take your order",
    tone: Tone::Warning,
    pill: "Refunded",
    text: "Your payment arrived when what you chose was no longer held for you. All of your money goes back the way you paid; we write to you about it. You do not have to do anything.",
};

/// What to say of money that does not fit its order.
pub(super) const BEING_CHECKED: Words = Words {
    title: "Your payment is being checked",
    tone: Tone::Warning,
    pill: "Being checked",
    text: "Your payment has arrived, but it does not fit what was to be paid. Somebody of the shop looks at it now and writes to you: either your order is taken, or your money goes back. You do not have to do anything, and please do not pay again.",
};

/// What to say of an order that was taken and cancelled afterwards.
pub(super) const CANCELLED_LATER: Words = Words {
    title: "This order is cancelled",
    tone: Tone::Neutral,
    pill: "Cancelled",
    text: "The order was paid and has been cancelled since. The order and our mails tell what has gone back to you.",
};

/// What to say of a paid checkout whose order did not stay what was bought; none if it did.
pub(super) fn words_of_order(status: Option<OrderStatus>, not_honoured: bool) -> Option<Words> {
    match status {
        Some(OrderStatus::NeedsReview) => Some(BEING_CHECKED),
        Some(OrderStatus::Cancelled) if not_honoured => Some(GIVEN_BACK),
        Some(OrderStatus::Cancelled) => Some(CANCELLED_LATER),
        _ => None,
    }
}

/// What to say of a checkout in this state.
pub(super) fn words(status: CheckoutStatus, told: Told) -> Words {
    match (status, told) {
        (CheckoutStatus::Paid, Told::Paid) => Words {
            title: "Thank you, your order is placed",
            tone: Tone::Success,
            pill: "Paid",
            text: "The payment has arrived. A confirmation is on its way to your e-mail address.",
        },
        (CheckoutStatus::Paid, Told::Cancelled) => Words {
            title: "This order is paid",
            tone: Tone::Success,
            pill: "Paid",
            text: "You went back, but the payment had already gone through, so the order is placed. If you did not mean to buy it, write to us before it is sent.",
        },
        (CheckoutStatus::Open, Told::Paid) => Words {
            title: "Waiting for your payment",
            tone: Tone::Info,
            pill: "Waiting",
            text: "The payment provider has not told us yet. This page looks again by itself.",
        },
        (CheckoutStatus::Open, Told::Cancelled) => Words {
            title: "The payment is still open",
            tone: Tone::Info,
            pill: "Open",
            text: "You have not been charged. You can go on paying, or leave it: it ends by itself.",
        },
        (CheckoutStatus::Processing, _) => Words {
            title: "Your payment is on its way",
            tone: Tone::Info,
            pill: "Processing",
            text: "The payment provider has accepted it and waits for the money. As soon as it arrives the order is placed; until then what you chose is held for you.",
        },
        (CheckoutStatus::Cancelled, _) => Words {
            title: "Payment cancelled",
            tone: Tone::Neutral,
            pill: "Cancelled",
            text: "Payment cancelled. You have not been charged.\n\nEverything is still in your cart.",
        },
        (CheckoutStatus::Declined, _) => Words {
            title: "Your bank refused the payment",
            tone: Tone::Warning,
            pill: "Declined",
            text: "The payment was on its way, and your bank has refused it. You have not been charged.\n\nEverything still in stock is in your cart: you can pay another way.",
        },
        (CheckoutStatus::Expired, _) => Words {
            title: "The time to pay is over",
            tone: Tone::Neutral,
            pill: "Expired",
            text: "You have not been charged. What was held for you is free again; everything still in stock is in your cart.",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_not_paid_is_told_so() {
        for status in [CheckoutStatus::Cancelled, CheckoutStatus::Declined, CheckoutStatus::Expired] {
            for told in [Told::Paid, Told::Cancelled] {
                assert!(words(status, told).text.contains("You have not been charged."), "{status}");
            }
        }
    }

    #[test]
    fn only_an_order_that_stands_is_told_as_placed() {
        let title = |status, late| words_of_order(Some(status), late).map(|words| words.title);
        assert_eq!(title(OrderStatus::Placed, false), None);
        assert_eq!(title(OrderStatus::Completed, false), None);
        assert_eq!(title(OrderStatus::NeedsReview, false), Some(BEING_CHECKED.title));
        assert_eq!(title(OrderStatus::Cancelled, true), Some(GIVEN_BACK.title));
        assert_eq!(title(OrderStatus::Cancelled, false), Some(CANCELLED_LATER.title));
    }
}
