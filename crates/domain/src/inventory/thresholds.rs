//! From where on stock is low, and from where on it is too much.

use crate::text_enum::text_enum;

/// The most units that are counted.
const MOST: u32 = 1_000_000;

text_enum! {
    /// How a variant's stock stands to its thresholds. One that could be two of them is the first.
    pub enum StockState {
        /// Nothing can be sold.
        Out = "out",
        /// Something can be sold, but not more than the lower threshold says.
        Low = "low",
        /// There is at least as much in the house as the upper threshold says.
        Over = "over",
        /// Neither.
        Enough = "enough",
    }
}

/// The thresholds of a variant in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    low: u32,
    over: Option<u32>,
}

/// The thresholds can not be these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidThresholds {
    /// More than is ever counted.
    #[error("at most 1,000,000 units fit here")]
    TooMany,
    /// Stock would be low and too much at once.
    #[error("too much begins above what is low")]
    Crossed,
}

impl Default for Thresholds {
    /// Five units and less are low, and nothing is too much.
    fn default() -> Self {
        Self { low: 5, over: None }
    }
}

impl Thresholds {
    /// Low with `low` units available or less (0: only told when there is nothing), too much with `over` units in the
    /// house or more (none: never). Refuses numbers above a million and an upper one that is not above the lower.
    pub fn new(low: u32, over: Option<u32>) -> Result<Self, InvalidThresholds> {
        if low > MOST || over.is_some_and(|over| over > MOST) {
            return Err(InvalidThresholds::TooMany);
        }
        if over.is_some_and(|over| over <= low) {
            return Err(InvalidThresholds::Crossed);
        }
        Ok(Self { low, over })
    }

    /// The lower one.
    pub const fn low(self) -> u32 {
        self.low
    }

    /// The upper one.
    pub const fn over(self) -> Option<u32> {
        self.over
    }

    /// How so many units in the house stand, of which open checkouts hold some.
    pub fn judge(self, on_hand: u32, reserved: u32) -> StockState {
        let available = on_hand.saturating_sub(reserved);
        if available == 0 {
            StockState::Out
        } else if available <= self.low {
            StockState::Low
        } else if self.over.is_some_and(|over| on_hand >= over) {
            StockState::Over
        } else {
            StockState::Enough
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_counts_as_gone_but_still_fills_the_house() {
        use StockState::{Enough, Low, Out, Over};
        let thresholds = Thresholds::new(3, Some(10)).unwrap();
        let judged =
            [(0, 0), (9, 9), (4, 1), (5, 1), (10, 1), (10, 8)].map(|(all, held)| thresholds.judge(all, held));
        assert_eq!(judged, [Out, Out, Low, Enough, Over, Low]);
    }

    #[test]
    fn thresholds_keep_apart_and_within_what_is_counted() {
        assert_eq!(Thresholds::new(5, Some(5)), Err(InvalidThresholds::Crossed));
        assert_eq!(Thresholds::new(1_000_001, None), Err(InvalidThresholds::TooMany));
        assert_eq!(Thresholds::new(0, Some(1_000_001)), Err(InvalidThresholds::TooMany));
        assert_eq!(Thresholds::new(5, None), Ok(Thresholds::default()));
        assert!(Thresholds::new(0, Some(1)).is_ok());
    }
}
