//! The words of refunds, and the steps that one can take.

use crate::text_enum::text_enum;

text_enum! {
    /// Where a refund stands.
    pub enum RefundStatus {
        /// Decided, and on its way: nobody can spend the money a second time.
        Pending = "pending",
        /// The payment provider has sent the money.
        Succeeded = "succeeded",
        /// It came back or was refused: the money is the shop's, and can be refunded again.
        Failed = "failed",
    }
}

text_enum! {
    /// Why money goes back.
    pub enum RefundReason {
        /// The customer changed their mind.
        ChangedMind = "changed_mind",
        /// Something arrived broken or does not work.
        Damaged = "damaged",
        /// Something else was sent than ordered.
        WrongItem = "wrong_item",
        /// It never arrived.
        NotDelivered = "not_delivered",
        /// The price was lowered afterwards.
        PriceAdjustment = "price_adjustment",
        /// The order was cancelled.
        OrderCancelled = "order_cancelled",
        /// It was paid when there was nothing left to send.
        NotHonoured = "not_honoured",
        /// The order had been paid already.
        PaidTwice = "paid_twice",
        /// Anything else.
        Other = "other",
    }
}

impl RefundReason {
    /// What staff can choose; the rest says the shop itself.
    pub const CHOICES: &'static [Self] = &[
        Self::ChangedMind,
        Self::Damaged,
        Self::WrongItem,
        Self::NotDelivered,
        Self::PriceAdjustment,
        Self::Other,
    ];

    /// The reason in a few plain words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ChangedMind => "Customer changed their mind",
            Self::Damaged => "Damaged or not working",
            Self::WrongItem => "Wrong item sent",
            Self::NotDelivered => "Never arrived",
            Self::PriceAdjustment => "Price adjusted",
            Self::OrderCancelled => "Order cancelled",
            Self::NotHonoured => "Paid after the goods were gone",
            Self::PaidTwice => "Paid twice",
            Self::Other => "Other",
        }
    }
}

text_enum! {
    /// Who decided on a refund.
    pub enum RefundOrigin {
        /// Somebody who works in the shop.
        Staff = "staff",
        /// The customer, by cancelling.
        Customer = "customer",
        /// The shop itself, since the order could not be honoured.
        Shop = "shop",
        /// Somebody in the payment provider's own dashboard.
        Provider = "provider",
    }
}

/// A refund can not take this step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a refund that is {from} can not become {to}")]
pub struct IllegalRefundStep {
    /// The state it was in.
    pub from: RefundStatus,
    /// The state it was to take.
    pub to: RefundStatus,
}

impl RefundStatus {
    /// The step to what the provider says; the same again is no step and refused. A refund that was sent can still come
    /// back; what has failed stays failed, since its money may have been refunded anew.
    pub fn step_to(self, next: Self) -> Result<Self, IllegalRefundStep> {
        match (self, next) {
            (Self::Pending, Self::Succeeded) | (Self::Pending | Self::Succeeded, Self::Failed) => Ok(next),
            (from, to) => Err(IllegalRefundStep { from, to }),
        }
    }

    /// Whether its money counts as given back.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Pending | Self::Succeeded)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_money_of_a_refund_comes_back_once_at_most(picks in prop::collection::vec(0_usize..3, 0..12)) {
            let (mut status, mut back) = (RefundStatus::Pending, 0);
            for next in picks.into_iter().map(|pick| RefundStatus::ALL[pick]) {
                let counted = status.counts();
                status = status.step_to(next).unwrap_or(status);
                back += u8::from(counted && !status.counts());
            }
            prop_assert!(back <= 1);
            prop_assert_eq!(back == 1, status == RefundStatus::Failed);
        }
    }

    #[test]
    fn staff_choose_among_reasons_that_are_not_the_shops_own() {
        let own = [RefundReason::OrderCancelled, RefundReason::NotHonoured, RefundReason::PaidTwice];
        for reason in RefundReason::ALL {
            assert_eq!(RefundReason::CHOICES.contains(reason), !own.contains(reason), "{reason}");
        }
    }
}
