//! The words of returns, and the steps that one can take.

use crate::{refunds::RefundReason, text_enum::text_enum};

text_enum! {
    /// Where a return stands.
    pub enum ReturnStatus {
        /// The customer wants to send something back; the shop has not answered.
        Requested = "requested",
        /// The shop takes it back: it may be sent.
        Approved = "approved",
        /// The shop does not take it back; its units can be asked for again.
        Rejected = "rejected",
        /// It has arrived.
        Received = "received",
        /// Its money has gone back, or is on its way.
        Refunded = "refunded",
    }
}

text_enum! {
    /// Why something comes back.
    pub enum ReturnReason {
        /// The customer changed their mind.
        ChangedMind = "changed_mind",
        /// It arrived broken or does not work.
        Damaged = "damaged",
        /// Something else was sent than ordered.
        WrongItem = "wrong_item",
        /// It is not what the shop said.
        NotAsDescribed = "not_as_described",
        /// Anything else.
        Other = "other",
    }
}

impl ReturnReason {
    /// The reason as a customer says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ChangedMind => "I changed my mind",
            Self::Damaged => "It is damaged or does not work",
            Self::WrongItem => "It is not what I ordered",
            Self::NotAsDescribed => "It is not as described",
            Self::Other => "Something else",
        }
    }

    /// Why its money goes back.
    pub const fn refund_reason(self) -> RefundReason {
        match self {
            Self::ChangedMind => RefundReason::ChangedMind,
            Self::Damaged => RefundReason::Damaged,
            Self::WrongItem => RefundReason::WrongItem,
            Self::NotAsDescribed | Self::Other => RefundReason::Other,
        }
    }
}

/// What can happen to a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnEvent {
    /// The shop takes it back.
    Approved,
    /// The shop does not take it back, or does not any more since it never came.
    Rejected,
    /// It has arrived.
    Received,
    /// Its money goes back.
    Refunded,
    /// That money came back to the shop.
    RefundFailed,
}

/// A return can not take this step now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a return that is {from} can not take this step")]
pub struct IllegalReturnStep {
    /// The state it was in.
    pub from: ReturnStatus,
}

impl ReturnStatus {
    /// The next state, or why there is none. The database allows the same edges by conditional updates.
    pub fn apply(self, event: ReturnEvent) -> Result<Self, IllegalReturnStep> {
        use ReturnEvent as E;
        match (self, event) {
            (Self::Requested, E::Approved) => Ok(Self::Approved),
            (Self::Requested | Self::Approved, E::Rejected) => Ok(Self::Rejected),
            (Self::Approved, E::Received) | (Self::Refunded, E::RefundFailed) => Ok(Self::Received),
            (Self::Received, E::Refunded) => Ok(Self::Refunded),
            (from, _) => Err(IllegalReturnStep { from }),
        }
    }

    /// Whether the shop has something to do for it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Approved | Self::Received)
    }

    /// Whether its units are taken: nobody can return them a second time.
    pub const fn takes_units(self) -> bool {
        !matches!(self, Self::Rejected)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENTS: [ReturnEvent; 5] = [
        ReturnEvent::Approved,
        ReturnEvent::Rejected,
        ReturnEvent::Received,
        ReturnEvent::Refunded,
        ReturnEvent::RefundFailed,
    ];

    proptest! {
        #[test]
        fn no_money_goes_back_before_the_goods_are_here_and_never_twice(picks in prop::collection::vec(0_usize..5, 0..20)) {
            let (mut status, mut here, mut given) = (ReturnStatus::Requested, false, 0_i32);
            for event in picks.into_iter().map(|pick| EVENTS[pick]) {
                if let Ok(next) = status.apply(event) {
                    here |= event == ReturnEvent::Received;
                    given += i32::from(event == ReturnEvent::Refunded) - i32::from(event == ReturnEvent::RefundFailed);
                    status = next;
                }
                prop_assert!((0..=1).contains(&given) && (here || given == 0));
                prop_assert_eq!(given == 1, status == ReturnStatus::Refunded);
            }
        }
    }

    #[test]
    fn what_was_rejected_stays_rejected_and_frees_its_units() {
        for event in EVENTS {
            assert!(ReturnStatus::Rejected.apply(event).is_err());
        }
        for status in ReturnStatus::ALL {
            assert_eq!(status.takes_units(), *status != ReturnStatus::Rejected, "{status}");
        }
    }

    #[test]
    fn what_has_arrived_is_not_rejected_any_more() {
        assert!(ReturnStatus::Received.apply(ReturnEvent::Rejected).is_err());
        assert!(ReturnStatus::Requested.apply(ReturnEvent::Received).is_err());
    }
}
