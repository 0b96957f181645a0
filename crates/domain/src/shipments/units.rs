//! Units of a line: bought, sent, and not to be sent any more.

use crate::orders::FulfilmentStatus;

/// One line of an order as shipments see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineUnits {
    /// Units that were bought.
    pub quantity: u16,
    /// Units that were sent.
    pub shipped: u16,
    /// Units whose money went back before they were sent; they stay.
    pub withheld: u16,
    /// Units that were sent and whose money went back without a return.
    pub kept: u16,
    /// Units in returns that were not rejected.
    pub returned: u16,
}

impl LineUnits {
    /// Units that are still to be sent.
    pub const fn left(self) -> u16 {
        self.quantity.saturating_sub(self.shipped).saturating_sub(self.withheld)
    }

    /// Units that the customer has and has paid, and that are in no return.
    pub const fn returnable(self) -> u16 {
        self.shipped.saturating_sub(self.kept).saturating_sub(self.returned)
    }

    /// Units whose money can go back without a return.
    pub const fn refundable(self) -> u16 {
        self.left().saturating_add(self.returnable())
    }

    /// How many of `units` that are refunded had not been sent: those come first, since nobody has them.
    pub fn withheld_of(self, units: u16) -> u16 {
        units.min(self.left())
    }
}

/// Why a shipment can not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShipmentProblem {
    /// No line, or one with no units.
    #[error("nothing is sent")]
    Nothing,
    /// More units of a line than are still to be sent.
    #[error("{left} units are still to be sent")]
    Units {
        /// Which line of the shipment.
        line: usize,
        /// Units that are still to be sent.
        left: u16,
    },
}

/// Whether these units of lines can be sent.
pub fn check(lines: &[(LineUnits, u16)]) -> Result<(), ShipmentProblem> {
    if lines.is_empty() || lines.iter().any(|(_, units)| *units == 0) {
        return Err(ShipmentProblem::Nothing);
    }
    let beyond = lines.iter().enumerate().find(|(_, (line, units))| *units > line.left());
    match beyond {
        Some((line, (of, _))) => Err(ShipmentProblem::Units { line, left: of.left() }),
        None => Ok(()),
    }
}

/// What the lines of an order say of the whole: nothing sent, some, or everything that is to be sent.
pub fn fulfilment(lines: impl IntoIterator<Item = LineUnits>) -> FulfilmentStatus {
    let (shipped, left) = lines.into_iter().fold((0_u32, 0_u32), |(shipped, left), line| {
        (shipped.saturating_add(line.shipped.into()), left.saturating_add(line.left().into()))
    });
    match (shipped, left) {
        (0, _) => FulfilmentStatus::Unfulfilled,
        (_, 0) => FulfilmentStatus::Fulfilled,
        _ => FulfilmentStatus::PartiallyFulfilled,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NONE: LineUnits = LineUnits { quantity: 0, shipped: 0, withheld: 0, kept: 0, returned: 0 };

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Ship(u16),
        Refund(u16),
        Return(u16),
        Reject(u16),
    }

    fn step() -> impl Strategy<Value = Step> {
        (0_u8..4, 0_u16..30).prop_map(|(kind, units)| match kind {
            0 => Step::Ship(units),
            1 => Step::Refund(units),
            2 => Step::Return(units),
            _ => Step::Reject(units),
        })
    }

    proptest! {
        #[test]
        fn whatever_is_sent_and_refunded_no_more_is_sent_than_was_bought_and_is_not_refunded(
            quantity in 1_u16..=99, steps in prop::collection::vec(step(), 0..40),
        ) {
            let mut line = LineUnits { quantity, ..NONE };
            for step in steps {
                match step {
                    Step::Ship(units) if check(&[(line, units)]).is_ok() => line.shipped += units,
                    Step::Refund(units) if units <= line.refundable() => {
                        let withheld = line.withheld_of(units);
                        line.withheld += withheld;
                        line.kept += units - withheld;
                    }
                    Step::Return(units) if units <= line.returnable() => line.returned += units,
                    Step::Reject(units) => line.returned -= units.min(line.returned),
                    Step::Ship(_) | Step::Refund(_) | Step::Return(_) => {}
                }
                prop_assert!(line.shipped + line.withheld <= quantity);
                prop_assert!(line.returned + line.kept <= line.shipped);
                prop_assert!(line.refundable() <= quantity - line.withheld - line.kept);
                let status = fulfilment([line]);
                prop_assert_eq!(status == FulfilmentStatus::Unfulfilled, line.shipped == 0);
                prop_assert_eq!(status == FulfilmentStatus::Fulfilled, line.shipped > 0 && line.left() == 0);
            }
        }
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        let line = LineUnits { quantity: 5, shipped: 2, withheld: 1, ..NONE };
        assert_eq!(check(&[]), Err(ShipmentProblem::Nothing));
        assert_eq!(check(&[(line, 0)]), Err(ShipmentProblem::Nothing));
        assert_eq!(check(&[(line, 2)]), Ok(()));
        assert_eq!(check(&[(line, 2), (line, 3)]), Err(ShipmentProblem::Units { line: 1, left: 2 }));
    }

    #[test]
    fn an_order_of_which_the_rest_was_refunded_is_sent() {
        let sent = LineUnits { quantity: 2, shipped: 2, ..NONE };
        let part = LineUnits { quantity: 3, shipped: 1, withheld: 2, ..NONE };
        let open = LineUnits { quantity: 1, ..NONE };
        assert_eq!(fulfilment([sent, part]), FulfilmentStatus::Fulfilled);
        assert_eq!(fulfilment([sent, part, open]), FulfilmentStatus::PartiallyFulfilled);
        assert_eq!(fulfilment([open]), FulfilmentStatus::Unfulfilled);
    }
}
