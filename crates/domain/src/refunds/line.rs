//! What was paid for one line of an order, and what of it has gone back.

use crate::{Money, MoneyError};

/// One line of an order as refunds see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePaid {
    /// What was really paid: after the discount, with the tax.
    pub paid: Money,
    /// Units that were bought.
    pub quantity: u16,
    /// Units whose money has gone back.
    pub refunded_quantity: u16,
    /// What has gone back for them.
    pub refunded: Money,
}

/// What a line of an order cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCost {
    /// Unit price times quantity.
    pub total: Money,
    /// Its share of the discount.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
    /// Whether the tax is contained in the total.
    pub tax_included: bool,
}

impl LineCost {
    /// What was really paid for it.
    pub fn paid(self) -> Result<Money, MoneyError> {
        let discounted = self.total.checked_sub(self.discount)?;
        if self.tax_included { Ok(discounted) } else { discounted.checked_add(self.tax) }
    }
}

impl LinePaid {
    /// Units whose money has not gone back.
    pub const fn units_left(self) -> u16 {
        self.quantity.saturating_sub(self.refunded_quantity)
    }

    /// What `units` of those that are left come to; `None` for no units and for more than are left.
    ///
    /// The earlier units carry what does not divide evenly (largest remainder), and the last ones get whatever is left,
    /// so that all units together give exactly what was paid, in whatever portions they come.
    pub fn share(self, units: u16) -> Option<Money> {
        let left = self.paid.minor().saturating_sub(self.refunded.minor()).max(0);
        if units == 0 || units > self.units_left() {
            return None;
        }
        let minor = if units == self.units_left() {
            left
        } else {
            let until = |count: u16| self.of_first(count);
            until(self.refunded_quantity.saturating_add(units))
                .saturating_sub(until(self.refunded_quantity))
                .min(left)
        };
        Some(Money::new(minor, self.paid.currency()))
    }

    /// What the first units of the line come to.
    fn of_first(self, units: u16) -> i64 {
        let (paid, all, units) = (self.paid.minor(), i64::from(self.quantity.max(1)), i64::from(units));
        let (whole, rest) = (paid.div_euclid(all), paid.rem_euclid(all));
        whole.saturating_mul(units).saturating_add(rest.min(units))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::Usd)
    }

    fn line(paid: i64, quantity: u16) -> LinePaid {
        LinePaid { paid: usd(paid), quantity, refunded_quantity: 0, refunded: usd(0) }
    }

    proptest! {
        #[test]
        fn all_units_together_give_exactly_what_was_paid(
            paid in 0_i64..100_000_000_000, quantity in 1_u16..=99, portions in prop::collection::vec(1_u16..20, 0..99),
        ) {
            let mut line = line(paid, quantity);
            for portion in portions.into_iter().chain([quantity]) {
                let units = portion.min(line.units_left());
                if let Some(share) = line.share(units) {
                    prop_assert!(share.minor() >= 0);
                    line.refunded_quantity += units;
                    line.refunded = line.refunded.checked_add(share).unwrap();
                }
            }
            prop_assert_eq!((line.units_left(), line.refunded), (0, usd(paid)));
        }

        #[test]
        fn units_of_one_line_differ_by_a_cent_at_most(paid in 0_i64..1_000_000, quantity in 1_u16..=99) {
            let mut line = line(paid, quantity);
            let exact = paid / i64::from(quantity);
            for _ in 0..quantity {
                let share = line.share(1).unwrap();
                prop_assert!((exact..=exact + 1).contains(&share.minor()));
                line.refunded_quantity += 1;
                line.refunded = line.refunded.checked_add(share).unwrap();
            }
        }

        #[test]
        fn a_refund_that_came_back_makes_no_line_give_more_than_was_paid(
            paid in 0_i64..1000, quantity in 2_u16..20, first in 1_u16..10, second in 1_u16..10,
        ) {
            prop_assume!(first + second <= quantity);
            let mut line = line(paid, quantity);
            let one = line.share(first).unwrap();
            line.refunded_quantity = first;
            line.refunded = one;
            let two = line.share(second).unwrap();
            // The first one came back.
            line.refunded_quantity = second;
            line.refunded = two;
            let rest = line.share(line.units_left()).unwrap();
            prop_assert_eq!(two.checked_add(rest).unwrap(), usd(paid));
        }
    }

    #[test]
    fn no_units_and_more_than_are_left_come_to_nothing() {
        let line = LinePaid { refunded_quantity: 2, refunded: usd(67), ..line(100, 3) };
        assert_eq!((line.share(0), line.share(1), line.share(2)), (None, Some(usd(33)), None));
    }

    #[test]
    fn tax_counts_as_paid_unless_it_is_contained() {
        let cost = LineCost { total: usd(1000), discount: usd(100), tax: usd(90), tax_included: false };
        assert_eq!(cost.paid(), Ok(usd(990)));
        assert_eq!(LineCost { tax_included: true, ..cost }.paid(), Ok(usd(900)));
    }
}
