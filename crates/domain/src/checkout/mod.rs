//! Checkouts: one attempt to pay for a cart, from holding the stock to money received or stock given back.

use crate::text_enum::text_enum;

text_enum! {
    /// Where a checkout stands.
    pub enum CheckoutStatus {
        /// Stock is held and the payment page may be open.
        Open = "open",
        /// The payment provider has accepted a payment that has not arrived yet.
        Processing = "processing",
        /// Paid; there is an order.
        Paid = "paid",
        /// Ended by the shopper; nothing was charged.
        Cancelled = "cancelled",
        /// Ended by the bank, which refused a payment that had been accepted; nothing was charged.
        Declined = "declined",
        /// Ended by time; nothing was charged.
        Expired = "expired",
    }
}

/// What the payment provider says of a checkout's payment session, boiled down to what the shop acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckoutEvent {
    /// The payer finished, the money is on its way.
    PaymentAccepted,
    /// The money was received.
    PaymentReceived,
    /// The shopper went back and the provider has closed the session.
    Cancelled,
    /// The payer finished, and the bank refused later what was on its way.
    PaymentFailed,
    /// The provider has closed the session because its time was up.
    TimedOut,
}

/// The step does not exist in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a checkout that is {from} can not take this step")]
pub struct IllegalStep {
    /// The state it was in.
    pub from: CheckoutStatus,
}

impl CheckoutStatus {
    /// The next state. Money received wins over every way of ending without it, whichever is heard of first;
    /// hearing the same thing again changes nothing.
    pub fn apply(self, event: CheckoutEvent) -> Result<Self, IllegalStep> {
        use CheckoutEvent as E;
        match (self, event) {
            (_, E::PaymentReceived) => Ok(Self::Paid),
            (Self::Open | Self::Processing, E::PaymentAccepted) => Ok(Self::Processing),
            (Self::Open | Self::Processing, E::Cancelled) => Ok(Self::Cancelled),
            (Self::Open | Self::Processing, E::PaymentFailed) => Ok(Self::Declined),
            (Self::Open | Self::Processing, E::TimedOut) => Ok(Self::Expired),
            // It has ended: how is what was heard first.
            (
                Self::Cancelled | Self::Declined | Self::Expired,
                E::Cancelled | E::PaymentFailed | E::TimedOut,
            ) => Ok(self),
            (from, _) => Err(IllegalStep { from }),
        }
    }

    /// Whether stock is still held for it.
    pub const fn holds_stock(self) -> bool {
        matches!(self, Self::Open | Self::Processing)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENTS: [CheckoutEvent; 5] = [
        CheckoutEvent::PaymentAccepted,
        CheckoutEvent::PaymentReceived,
        CheckoutEvent::Cancelled,
        CheckoutEvent::PaymentFailed,
        CheckoutEvent::TimedOut,
    ];

    proptest! {
        #[test]
        fn money_received_is_never_forgotten(picks in prop::collection::vec(0..EVENTS.len(), 0..12)) {
            let mut status = CheckoutStatus::Open;
            let mut paid = false;
            for event in picks.into_iter().map(|pick| EVENTS[pick]) {
                status = status.apply(event).unwrap_or(status);
                paid |= event == CheckoutEvent::PaymentReceived;
                prop_assert_eq!(paid, status == CheckoutStatus::Paid);
            }
        }

        #[test]
        fn hearing_it_twice_changes_nothing(start in 0..CheckoutStatus::ALL.len(), pick in 0..EVENTS.len()) {
            let start = CheckoutStatus::ALL[start];
            if let Ok(once) = start.apply(EVENTS[pick]) {
                prop_assert_eq!(once.apply(EVENTS[pick]), Ok(once));
            }
        }
    }
}
