//! Money as whole minor units of one currency; arithmetic that can overflow or mix currencies says so.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{cart::Quantity, text_enum::text_enum};

text_enum! {
    /// A currency the shop can sell in (ISO 4217).
    pub enum Currency {
        /// Australian dollar.
        Aud = "AUD",
        /// Canadian dollar.
        Cad = "CAD",
        /// Swiss franc.
        Chf = "CHF",
        /// Czech koruna.
        Czk = "CZK",
        /// Danish krone.
        Dkk = "DKK",
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Yen, which has no minor unit.
        Jpy = "JPY",
        /// Norwegian krone.
        Nok = "NOK",
        /// New Zealand dollar.
        Nzd = "NZD",
        /// Polish złoty.
        Pln = "PLN",
        /// Swedish krona.
        Sek = "SEK",
        /// United States dollar.
        Usd = "USD",
    }
}

impl Currency {
    /// How many digits stand behind the decimal point (ISO 4217 exponent).
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Jpy => 0,
            _ => 2,
        }
    }

    /// How many minor units make one of the currency: 100 for the dollar, 1 for the yen.
    pub const fn minor_per_major(self) -> i64 {
        10_i64.pow(self.exponent())
    }
}

/// Why a calculation with money has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// Two currencies met in one sum.
    #[error("amounts of different currencies can not be added")]
    CurrencyMix,
    /// A price as text that is not one: sign, exponent, too many decimals, not a number.
    #[error("an amount looks like 12 or 12.50")]
    Unreadable,
    /// A division among weights that add up to nothing.
    #[error("there is nothing to divide the amount among")]
    NoWeights,
}

/// An amount of money: whole minor units (cents) of one currency, never a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units: 5000 is 50.00 USD or 5000 JPY.
    #[serde(rename = "amount_minor")]
    #[cfg_attr(feature = "openapi", schema(example = 5000))]
    minor: i64,
    /// ISO 4217 code.
    currency: Currency,
}

impl Money {
    /// The highest price of one unit that the shop accepts, in minor units. Small enough that the largest
    /// allowed cart still fits 64 bits many times over.
    pub const MAX_PRICE_MINOR: i64 = 1_000_000_000;

    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in that currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Whole minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum, if both are of one currency and it fits.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference, if both are of one currency and it fits; it may be negative.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    fn combine(self, other: Self, operation: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMix);
        }
        let minor = operation(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The price of so many units.
    pub fn times(self, quantity: Quantity) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(quantity.get())).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Adds up amounts of `currency`; none at all is zero.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// Divides the amount by weights so that no minor unit is lost: everyone gets the whole part, the rest
    /// goes to the largest remainders, earlier ones first. A weight of nothing gets nothing.
    pub fn allocate(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().copied().map(i128::from).sum();
        if total == 0 {
            return Err(MoneyError::NoWeights);
        }
        let amount = i128::from(self.minor);
        let mut shares: Vec<(usize, i128, i128)> = weights
            .iter()
            .enumerate()
            .map(|(index, weight)| {
                let product = amount * i128::from(*weight);
                (index, product.div_euclid(total), product.rem_euclid(total))
            })
            .collect();
        let mut left = amount - shares.iter().map(|share| share.1).sum::<i128>();
        shares.sort_by_key(|share| (std::cmp::Reverse(share.2), share.0));
        for share in &mut shares {
            if left > 0 {
                share.1 += 1;
                left -= 1;
            }
        }
        shares.sort_by_key(|share| share.0);
        shares
            .into_iter()
            .map(|share| {
                i64::try_from(share.1).map(|minor| Self { minor, ..self }).map_err(|_| MoneyError::Overflow)
            })
            .collect()
    }

    /// Reads a price as people and spreadsheets write it: `12`, `12.5`, `12.50`. Signs, blanks, grouping,
    /// exponents and more decimals than the currency has are refused.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let places = usize::try_from(currency.exponent()).unwrap_or(0);
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let dangling = text.ends_with('.');
        if whole.is_empty() || dangling || !digits(whole) || !digits(fraction) || fraction.len() > places {
            return Err(MoneyError::Unreadable);
        }
        let padded = format!("{whole}{fraction:0<places$}");
        let minor = padded.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }

    /// The amount without its currency: `42.00`.
    pub fn amount_text(self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let unit = self.currency.minor_per_major().unsigned_abs();
        let minor = self.minor.unsigned_abs();
        let places = usize::try_from(self.currency.exponent()).unwrap_or(0);
        if places == 0 {
            return format!("{sign}{minor}");
        }
        format!("{sign}{}.{:0places$}", minor / unit, minor % unit)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount_text(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::Usd)
    }

    proptest! {
        #[test]
        fn allocation_loses_nothing(minor in -1_000_000_000_i64..1_000_000_000, weights in prop::collection::vec(0_u64..1000, 1..20)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let shares = usd(minor).allocate(&weights).unwrap();
            prop_assert_eq!(Money::sum(Currency::Usd, shares.iter().copied()).unwrap(), usd(minor));
            let total: i128 = weights.iter().copied().map(i128::from).sum();
            for (share, weight) in shares.iter().zip(&weights) {
                // Nobody is further than one minor unit from the exact share.
                let scaled = i128::from(share.minor()) * total;
                let exact = i128::from(minor) * i128::from(*weight);
                prop_assert!((scaled - exact).abs() < total);
            }
        }

        #[test]
        fn text_and_amount_agree(minor in 0_i64..i64::MAX) {
            prop_assert_eq!(Money::parse(&usd(minor).amount_text(), Currency::Usd), Ok(usd(minor)));
            let yen = Money::new(minor, Currency::Jpy);
            prop_assert_eq!(Money::parse(&yen.amount_text(), Currency::Jpy), Ok(yen));
        }

        #[test]
        fn addition_is_exact_or_refused(a in any::<i64>(), b in any::<i64>()) {
            let exact = i128::from(a) + i128::from(b);
            match usd(a).checked_add(usd(b)) {
                Ok(sum) => prop_assert_eq!(i128::from(sum.minor()), exact),
                Err(error) => {
                    prop_assert_eq!(error, MoneyError::Overflow);
                    prop_assert!(i64::try_from(exact).is_err());
                }
            }
        }
    }

    #[test]
    fn prices_that_are_none_are_refused() {
        for text in
            ["", ".", "1.", ".5", "-1", "+1", "1e3", "1.234", " 1", "1,5", "٣", "99999999999999999999"]
        {
            assert!(Money::parse(text, Currency::Usd).is_err(), "{text} was read as a price");
        }
        assert_eq!(Money::parse("42.9", Currency::Usd), Ok(usd(4290)));
        assert_eq!(Money::parse("42.9", Currency::Jpy), Err(MoneyError::Unreadable));
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Money::new(1, Currency::Eur);
        assert_eq!(usd(1).checked_add(euro), Err(MoneyError::CurrencyMix));
        assert_eq!(usd(5000).to_string(), "50.00 USD");
        assert_eq!(usd(-5).to_string(), "-0.05 USD");
    }
}
