//! The state machines of an order.

use crate::text_enum::text_enum;

text_enum! {
    /// Where the order as a whole stands.
    pub enum OrderStatus {
        /// Made at checkout, waiting for money; not yet an order to anyone but the shop.
        Pending = "pending",
        /// Paid and to be worked on.
        Placed = "placed",
        /// Nothing is left to do: everything has left the house.
        Completed = "completed",
        /// Ended without delivery.
        Cancelled = "cancelled",
        /// Money and order do not agree: a person has to look.
        NeedsReview = "needs_review",
    }
}

text_enum! {
    /// What has been paid.
    pub enum PaymentStatus {
        /// Nothing yet.
        Unpaid = "unpaid",
        /// All of it.
        Paid = "paid",
        /// Some was given back.
        PartiallyRefunded = "partially_refunded",
        /// All was given back.
        Refunded = "refunded",
        /// The attempt ended without money.
        Voided = "voided",
    }
}

text_enum! {
    /// What has left the house.
    pub enum FulfilmentStatus {
        /// Nothing yet.
        Unfulfilled = "unfulfilled",
        /// Some lines.
        PartiallyFulfilled = "partially_fulfilled",
        /// Everything.
        Fulfilled = "fulfilled",
    }
}

/// What can happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvent {
    /// The right amount was received.
    PaymentReceived,
    /// Another amount or currency was received, or stock could not be taken.
    Mismatch,
    /// Checkout ended without money.
    CheckoutEnded,
    /// Everything was handed to a carrier.
    Shipped,
    /// Staff closed the order as done; whatever was not marked as sent is marked thereby.
    Completed,
    /// Given up before anything was sent, or after a person has looked at it; what was paid goes back.
    Cancelled,
    /// The money was received, but its goods are gone: it goes back.
    NotHonoured,
    /// What should go back for a cancelled order came back.
    RefundFailed,
}

/// The order can not take this step now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {from} can not take this step")]
pub struct IllegalTransition {
    /// The state it was in.
    pub from: OrderStatus,
}

impl OrderStatus {
    /// The next state, or why there is none. The database allows the same edges by conditional updates.
    pub fn apply(self, event: OrderEvent) -> Result<Self, IllegalTransition> {
        use OrderEvent as E;
        match (self, event) {
            (Self::Pending | Self::Cancelled, E::Mismatch) | (Self::Cancelled, E::RefundFailed) => {
                Ok(Self::NeedsReview)
            }
            (Self::Pending, E::PaymentReceived) | (Self::Placed, E::Shipped) => Ok(Self::Placed),
            (Self::Pending, E::CheckoutEnded)
            | (Self::Pending | Self::Cancelled, E::NotHonoured)
            | (Self::Placed | Self::NeedsReview, E::Cancelled) => Ok(Self::Cancelled),
            (Self::Placed, E::Completed) => Ok(Self::Completed),
            (from, _) => Err(IllegalTransition { from }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENTS: [OrderEvent; 8] = [
        OrderEvent::PaymentReceived,
        OrderEvent::Mismatch,
        OrderEvent::CheckoutEnded,
        OrderEvent::Shipped,
        OrderEvent::Completed,
        OrderEvent::Cancelled,
        OrderEvent::NotHonoured,
        OrderEvent::RefundFailed,
    ];

    proptest! {
        #[test]
        fn nothing_is_shipped_or_completed_before_the_money_is_there(picks in prop::collection::vec(0_usize..8, 0..15)) {
            let mut status = OrderStatus::Pending;
            let mut paid = false;
            for event in picks.into_iter().map(|pick| EVENTS[pick]) {
                if let Ok(next) = status.apply(event) {
                    paid |= event == OrderEvent::PaymentReceived;
                    status = next;
                }
                prop_assert!(paid || !matches!(status, OrderStatus::Placed | OrderStatus::Completed));
            }
        }
    }

    #[test]
    fn a_completed_order_stays_completed() {
        for event in EVENTS {
            assert!(OrderStatus::Completed.apply(event).is_err());
        }
    }
}
