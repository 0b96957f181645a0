//! What a cart costs.

use super::Quantity;
use crate::money::{Currency, Money, MoneyError};

/// The most lines in one cart.
pub const MAX_LINES: usize = 100;

/// A price and how many of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedLine {
    /// The price of one unit.
    pub unit_price: Money,
    /// How many units.
    pub quantity: Quantity,
}

/// The sums under a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartTotals {
    /// The total of each line, in the order of the lines.
    pub lines: Vec<Money>,
    /// All lines together.
    pub subtotal: Money,
    /// What has to be paid.
    pub total: Money,
    /// Units of all lines.
    pub units: u32,
}

/// Adds up a cart. Refuses lines of other currencies and sums that do not fit.
pub fn cart_totals(currency: Currency, lines: &[PricedLine]) -> Result<CartTotals, MoneyError> {
    let totals =
        lines.iter().map(|line| line.unit_price.times(line.quantity)).collect::<Result<Vec<_>, _>>()?;
    let subtotal = Money::sum(currency, totals.iter().copied())?;
    let units = lines.iter().map(|line| u32::from(line.quantity.get())).sum();
    Ok(CartTotals { lines: totals, subtotal, total: subtotal, units })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_line() -> impl Strategy<Value = PricedLine> {
        (0..=Money::MAX_PRICE_MINOR, 1_i64..=99).prop_map(|(minor, units)| PricedLine {
            unit_price: Money::new(minor, Currency::Usd),
            quantity: Quantity::parse(units).unwrap(),
        })
    }

    proptest! {
        #[test]
        fn every_allowed_cart_adds_up(lines in prop::collection::vec(any_line(), 0..=MAX_LINES)) {
            let totals = cart_totals(Currency::Usd, &lines).unwrap();
            let exact: i128 = lines.iter().map(|l| i128::from(l.unit_price.minor()) * i128::from(l.quantity.get())).sum();
            prop_assert_eq!(i128::from(totals.total.minor()), exact);
            prop_assert_eq!(totals.lines.len(), lines.len());
            prop_assert!(totals.total.minor() >= 0);
        }

        #[test]
        fn the_order_of_lines_does_not_matter(mut lines in prop::collection::vec(any_line(), 0..20)) {
            let before = cart_totals(Currency::Usd, &lines).unwrap().total;
            lines.reverse();
            prop_assert_eq!(cart_totals(Currency::Usd, &lines).unwrap().total, before);
        }
    }

    #[test]
    fn a_line_of_another_currency_is_refused() {
        let line = PricedLine { unit_price: Money::new(1, Currency::Eur), quantity: Quantity::ONE };
        assert_eq!(cart_totals(Currency::Usd, &[line]), Err(MoneyError::CurrencyMix));
    }
}
