//! How long a delivery takes.

use std::fmt;

/// Working days from the order to the buyer's door, at least and at most: 0 to 90.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    from: u8,
    to: u8,
}

/// The numbers are no time of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("from 0 to 90 working days, and not more at least than at most")]
pub struct InvalidEstimate;

impl Estimate {
    const MOST: i64 = 90;

    /// So many working days at least and at most.
    pub fn parse(from: i64, to: i64) -> Result<Self, InvalidEstimate> {
        if !(0..=to).contains(&from) || to > Self::MOST {
            return Err(InvalidEstimate);
        }
        let day = |days: i64| u8::try_from(days).map_err(|_| InvalidEstimate);
        Ok(Self { from: day(from)?, to: day(to)? })
    }

    /// At least.
    pub const fn from(self) -> u8 {
        self.from
    }

    /// At most.
    pub const fn to(self) -> u8 {
        self.to
    }
}

impl fmt::Display for Estimate {
    /// As it is told to shoppers: `2 to 4 working days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (0, 0) => f.write_str("the same day"),
            (1, 1) => f.write_str("1 working day"),
            (from, to) if from == to => write!(f, "{to} working days"),
            (from, to) => write!(f, "{from} to {to} working days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_delivery_is_a_range_in_words() {
        let words = |from, to| Estimate::parse(from, to).map(|estimate| estimate.to_string());
        assert_eq!(words(2, 4).as_deref(), Ok("2 to 4 working days"));
        assert_eq!(words(1, 1).as_deref(), Ok("1 working day"));
        assert_eq!(words(0, 0).as_deref(), Ok("the same day"));
        for (from, to) in [(-1, 1), (3, 2), (0, 91), (i64::MIN, i64::MAX)] {
            assert_eq!(Estimate::parse(from, to), Err(InvalidEstimate));
        }
    }
}
