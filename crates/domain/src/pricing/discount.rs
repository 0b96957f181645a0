//! What is taken off.

use std::fmt;

use crate::{Money, MoneyError};

/// A share of 0.01 % to 100 %, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u16);

/// The number is no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a percentage is a number from 0.01 to 100 with at most two decimals")]
pub struct InvalidPercent;

impl Percent {
    /// All of it.
    pub const ALL: Self = Self(10_000);

    /// So many hundredths of a percent: 1 to 10,000.
    pub fn from_hundredths(hundredths: i64) -> Result<Self, InvalidPercent> {
        let fits = u16::try_from(hundredths).ok().filter(|share| (1..=Self::ALL.0).contains(share));
        fits.map(Self).ok_or(InvalidPercent)
    }

    /// Reads a percentage as people write it: `10`, `12.5`.
    pub fn parse(text: &str) -> Result<Self, InvalidPercent> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || text.ends_with('.')
            || fraction.len() > 2
            || !digits(whole)
            || !digits(fraction)
        {
            return Err(InvalidPercent);
        }
        let hundredths = format!("{whole}{fraction:0<2}").parse().map_err(|_| InvalidPercent)?;
        Self::from_hundredths(hundredths)
    }

    /// The number without its sign: `12.5`.
    pub fn number(self) -> String {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Hundredths of a percent.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// This share of an amount that is not negative, rounded half up.
    pub(super) fn of(self, amount: Money) -> Result<Money, MoneyError> {
        rounded(i128::from(amount.minor()) * i128::from(self.0), 10_000)
            .map(|minor| Money::new(minor, amount.currency()))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.number())
    }
}

/// A quotient of numbers that are not negative, rounded half up: the one way in which money is rounded here.
pub(super) fn rounded(dividend: i128, divisor: i128) -> Result<i64, MoneyError> {
    i64::try_from((dividend + divisor / 2) / divisor).map_err(|_| MoneyError::Overflow)
}

/// What is taken off a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A share of the covered lines.
    Percent(Percent),
    /// An amount, or what the covered lines cost if that is less.
    Amount(Money),
    /// Shipping costs nothing.
    FreeShipping,
}

impl Discount {
    /// What it takes off goods that cost this.
    pub(super) fn on_goods(self, covered: Money) -> Result<Money, MoneyError> {
        match self {
            Self::Percent(percent) => percent.of(covered),
            Self::Amount(amount) if amount.currency() != covered.currency() => Err(MoneyError::CurrencyMix),
            Self::Amount(amount) => Ok(if amount.minor() < covered.minor() { amount } else { covered }),
            Self::FreeShipping => Ok(Money::zero(covered.currency())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn shares_are_written_as_people_write_them() {
        let written = |hundredths| Percent::from_hundredths(hundredths).map(|share| share.to_string());
        assert_eq!(written(1000).as_deref(), Ok("10 %"));
        assert_eq!(written(1250).as_deref(), Ok("12.5 %"));
        assert_eq!(written(1).as_deref(), Ok("0.01 %"));
        assert_eq!(Percent::parse("12.5"), Percent::from_hundredths(1250));
        for text in ["", "0", "-1", "12.", ".5", "1.555", "100.01", "1e1", "99999999999999999999"] {
            assert_eq!(Percent::parse(text), Err(InvalidPercent), "{text}");
        }
        for hundredths in [i64::MIN, -1, 0, 10_001, i64::MAX] {
            assert_eq!(Percent::from_hundredths(hundredths), Err(InvalidPercent));
        }
    }

    #[test]
    fn half_a_cent_is_rounded_up() {
        let tenth = Percent::from_hundredths(1000).unwrap();
        let of = |minor| tenth.of(Money::new(minor, Currency::Usd)).unwrap().minor();
        assert_eq!([of(4), of(5), of(14), of(15)], [0, 1, 1, 2]);
    }
}
