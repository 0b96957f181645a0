//! How many of something.

use std::fmt;

/// Units on one line of a cart or order: 1 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(u16);

/// The number is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quantity is a whole number from 1 to 99")]
pub struct InvalidQuantity;

impl Quantity {
    /// The most units on one line.
    pub const MAX: u16 = 99;
    /// One unit.
    pub const ONE: Self = Self(1);

    /// Refuses zero, negative and huge numbers.
    pub fn parse(number: i64) -> Result<Self, InvalidQuantity> {
        u16::try_from(number)
            .ok()
            .filter(|units| (1..=Self::MAX).contains(units))
            .map(Self)
            .ok_or(InvalidQuantity)
    }

    /// The number of units.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// As many of these as `available` allows; none at all gives `None`.
    pub fn clamp_to(self, available: u32) -> Option<Self> {
        let most = u16::try_from(available).unwrap_or(u16::MAX);
        Self::parse(i64::from(self.0.min(most))).ok()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_ninety_nine_is_a_quantity() {
        for number in [i64::MIN, -1, 0, 100, i64::MAX] {
            assert_eq!(Quantity::parse(number), Err(InvalidQuantity));
        }
        assert_eq!(Quantity::parse(99).unwrap().clamp_to(3), Quantity::parse(3).ok());
        assert_eq!(Quantity::ONE.clamp_to(0), None);
    }
}
