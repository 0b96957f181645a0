//! The tax of the place that goods are sent to.

use std::fmt;

use super::discount::rounded;
use crate::{Money, MoneyError};

/// A tax rate of 0 % to 100 % in ten-thousandths of a percent, which is as fine as the rates of American counties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxRate(u32);

/// The number is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tax rate is a number from 0 to 100 with at most four decimals")]
pub struct InvalidTaxRate;

impl TaxRate {
    /// All of it, in millionths.
    const WHOLE: u32 = 1_000_000;

    /// So many millionths: 190,000 is 19 %.
    pub fn from_millionths(millionths: i64) -> Result<Self, InvalidTaxRate> {
        let fits = u32::try_from(millionths).ok().filter(|rate| *rate <= Self::WHOLE);
        fits.map(Self).ok_or(InvalidTaxRate)
    }

    /// Reads a percentage as people write it: `19`, `8.875`.
    pub fn parse_percent(text: &str) -> Result<Self, InvalidTaxRate> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || text.ends_with('.')
            || fraction.len() > 4
            || !digits(whole)
            || !digits(fraction)
        {
            return Err(InvalidTaxRate);
        }
        let millionths = format!("{whole}{fraction:0<4}").parse().map_err(|_| InvalidTaxRate)?;
        Self::from_millionths(millionths)
    }

    /// The percentage without its sign: `8.875`.
    pub fn percent(self) -> String {
        let text = format!("{}.{:04}", self.0 / 10_000, self.0 % 10_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Millionths.
    pub const fn millionths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for TaxRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent())
    }
}

/// A rate and what it is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tax {
    /// How much.
    pub rate: TaxRate,
    /// Whether prices contain it already, as in Europe, or it comes on top, as in the United States.
    pub included: bool,
    /// Whether shipping is taxed too.
    pub on_shipping: bool,
}

impl Tax {
    /// The tax of an amount that is not negative, rounded half up: what is contained in it, or what comes on top.
    pub(super) fn of(self, amount: Money) -> Result<Money, MoneyError> {
        let rate = i128::from(self.rate.0);
        let whole = i128::from(TaxRate::WHOLE) + if self.included { rate } else { 0 };
        let minor = rounded(i128::from(amount.minor()) * rate, whole)?;
        Ok(Money::new(minor, amount.currency()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn tax(percent: &str, included: bool, minor: i64) -> i64 {
        let rate = TaxRate::parse_percent(percent).unwrap();
        let tax = Tax { rate, included, on_shipping: true };
        tax.of(Money::new(minor, Currency::Eur)).unwrap().minor()
    }

    #[test]
    fn a_tax_comes_on_top_or_is_contained() {
        assert_eq!(tax("19", false, 10_000), 1_900);
        assert_eq!(tax("19", true, 11_900), 1_900);
        assert_eq!(tax("8.875", false, 1_000), 89);
        assert_eq!(tax("0", true, 11_900), 0);
    }

    #[test]
    fn rates_are_read_and_written_as_percentages() {
        for text in ["19", "8.875", "0", "100", "0.0001"] {
            assert_eq!(TaxRate::parse_percent(text).unwrap().to_string(), format!("{text} %"));
        }
        for text in ["", "-1", "19.", ".5", "8.87555", "100.0001", "1e1", " 1", "99999999999999999999"] {
            assert_eq!(TaxRate::parse_percent(text), Err(InvalidTaxRate), "{text}");
        }
    }
}
