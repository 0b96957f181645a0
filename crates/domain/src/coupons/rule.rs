//! Whether a coupon may be used.

use crate::{
    Money,
    pricing::{BasketLine, Discount},
    text_enum::text_enum,
};

text_enum! {
    /// Why a coupon takes nothing off this cart now.
    pub enum CouponProblem {
        /// The shop has ended it.
        Ended = "ended",
        /// It can be used from a later day on.
        NotYet = "not_yet",
        /// It was used as often as it may be.
        UsedUp = "used_up",
        /// This customer has used it as often as one may.
        UsedByYou = "used_by_you",
        /// It may be used only so often by each customer, so one has to be signed in.
        SignInFirst = "sign_in_first",
        /// The goods do not cost enough.
        BelowMinimum = "below_minimum",
        /// Nothing in the cart is what it is for.
        NothingCovered = "nothing_covered",
        /// It is for another currency than the shop sells in.
        OtherCurrency = "other_currency",
    }
}

/// A coupon's conditions, with times in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponRule {
    /// What it takes off.
    pub discount: Discount,
    /// What the covered goods have to cost at least, before the discount.
    pub minimum: Option<Money>,
    /// Whether staff let it be used.
    pub active: bool,
    /// The first second at which it can be used.
    pub starts_at: Option<i64>,
    /// The first second at which it can not be used any more.
    pub ends_at: Option<i64>,
    /// How often it can be used by all together.
    pub max_uses: Option<u32>,
    /// How often one customer can use it.
    pub max_uses_per_customer: Option<u32>,
}

/// Who wants to use it, and how often it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponUse {
    /// The time, in seconds since 1970.
    pub now: i64,
    /// How often it was used by all, checkouts that still can be paid counted in and the own one not.
    pub used: u32,
    /// How often by this customer, counted alike; none for guests.
    pub used_by_customer: Option<u32>,
}

impl CouponRule {
    /// The discount on these lines, or why there is none. The first reason that does not depend on the cart wins.
    pub fn check(&self, usage: CouponUse, lines: &[BasketLine]) -> Result<Discount, CouponProblem> {
        if !self.active || self.ends_at.is_some_and(|end| usage.now >= end) {
            return Err(CouponProblem::Ended);
        }
        if self.starts_at.is_some_and(|start| usage.now < start) {
            return Err(CouponProblem::NotYet);
        }
        if self.max_uses.is_some_and(|most| usage.used >= most) {
            return Err(CouponProblem::UsedUp);
        }
        match (self.max_uses_per_customer, usage.used_by_customer) {
            (Some(_), None) => return Err(CouponProblem::SignInFirst),
            (Some(most), Some(used)) if used >= most => return Err(CouponProblem::UsedByYou),
            _ => {}
        }
        self.check_cart(lines)
    }

    fn check_cart(&self, lines: &[BasketLine]) -> Result<Discount, CouponProblem> {
        let covered: Vec<&BasketLine> = lines.iter().filter(|line| line.discounted).collect();
        let Some(currency) = covered.first().map(|line| line.unit_price.currency()) else {
            return Err(CouponProblem::NothingCovered);
        };
        let amounts =
            [self.minimum, if let Discount::Amount(amount) = self.discount { Some(amount) } else { None }];
        if amounts.into_iter().flatten().any(|amount| amount.currency() != currency) {
            return Err(CouponProblem::OtherCurrency);
        }
        let totals = covered.iter().map(|line| line.unit_price.times(line.quantity));
        let sum = totals.collect::<Result<Vec<_>, _>>().and_then(|totals| Money::sum(currency, totals));
        // A sum that does not fit is refused where it is priced.
        let enough = self.minimum.is_none_or(|minimum| sum.is_ok_and(|sum| sum.minor() >= minimum.minor()));
        if enough { Ok(self.discount) } else { Err(CouponProblem::BelowMinimum) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, cart::Quantity, pricing::Percent};

    const NOW: i64 = 1_000;

    fn rule() -> CouponRule {
        let discount = Discount::Percent(Percent::ALL);
        let minimum = Some(Money::new(500, Currency::Usd));
        let (starts_at, ends_at) = (Some(NOW), Some(NOW + 10));
        CouponRule {
            discount,
            minimum,
            active: true,
            starts_at,
            ends_at,
            max_uses: Some(3),
            max_uses_per_customer: Some(1),
        }
    }

    fn usage() -> CouponUse {
        CouponUse { now: NOW, used: 2, used_by_customer: Some(0) }
    }

    fn line(minor: i64, discounted: bool) -> BasketLine {
        BasketLine { unit_price: Money::new(minor, Currency::Usd), quantity: Quantity::ONE, discounted }
    }

    #[test]
    fn each_condition_has_its_reason() {
        let enough = [line(500, true)];
        assert!(rule().check(usage(), &enough).is_ok());
        let with = |change: fn(&mut CouponRule, &mut CouponUse)| {
            let (mut rule, mut usage) = (rule(), usage());
            change(&mut rule, &mut usage);
            rule.check(usage, &enough).unwrap_err()
        };
        assert_eq!(with(|rule, _| rule.active = false), CouponProblem::Ended);
        assert_eq!(with(|_, usage| usage.now = NOW + 10), CouponProblem::Ended);
        assert_eq!(with(|_, usage| usage.now = NOW - 1), CouponProblem::NotYet);
        assert_eq!(with(|_, usage| usage.used = 3), CouponProblem::UsedUp);
        assert_eq!(with(|_, usage| usage.used_by_customer = Some(1)), CouponProblem::UsedByYou);
        assert_eq!(with(|_, usage| usage.used_by_customer = None), CouponProblem::SignInFirst);
        assert_eq!(
            with(|rule, _| rule.minimum = Some(Money::new(1, Currency::Eur))),
            CouponProblem::OtherCurrency
        );
    }

    #[test]
    fn only_what_it_covers_counts_for_the_minimum() {
        let refused = |lines: &[BasketLine]| rule().check(usage(), lines).unwrap_err();
        assert_eq!(refused(&[]), CouponProblem::NothingCovered);
        assert_eq!(refused(&[line(9_000, false)]), CouponProblem::NothingCovered);
        assert_eq!(refused(&[line(9_000, false), line(499, true)]), CouponProblem::BelowMinimum);
    }
}
