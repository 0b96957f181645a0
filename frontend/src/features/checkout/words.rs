//! What to say about a checkout, and above all about the shopper's money.

use securecart_domain::checkout::CheckoutStatus;

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
        for status in [CheckoutStatus::Cancelled, CheckoutStatus::Expired] {
            for told in [Told::Paid, Told::Cancelled] {
                assert!(words(status, told).text.contains("You have not been charged."), "{status}");
            }
        }
    }
}
