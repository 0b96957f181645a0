//! From what somebody wants to give back to the amounts of a refund. Server and browser calculate alike.

use super::LinePaid;
use crate::{Money, MoneyError};

/// What is to be given back, and what there is to give.
#[derive(Clone, Debug)]
pub struct RefundWish<'a> {
    /// Lines with the units to be refunded; each line once.
    pub lines: &'a [(LinePaid, u16)],
    /// Whether what is left of the shipping costs goes back.
    pub shipping: bool,
    /// An amount of one's own in place of the sum.
    pub amount: Option<Money>,
    /// What is left of the shipping costs.
    pub shipping_left: Money,
    /// What is left of the payment.
    pub payment_left: Money,
}

/// The amounts of a refund: `amount = lines + shipping + adjustment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundPlan {
    /// What each line comes to, in the order of the wish.
    pub lines: Vec<Money>,
    /// Shipping costs.
    pub shipping: Money,
    /// What an amount of one's own is more, or less, than the sum.
    pub adjustment: Money,
    /// What goes back; more than nothing.
    pub amount: Money,
}

/// Why nothing is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundProblem {
    /// Neither lines nor shipping nor an amount.
    #[error("choose units, shipping or an amount")]
    Nothing,
    /// A line has fewer units left.
    #[error("more units than are left of a line")]
    Units {
        /// Which line of the wish, from 0 on.
        line: usize,
        /// Units that are left.
        left: u16,
    },
    /// There are no shipping costs left to give back.
    #[error("no shipping costs are left to give back")]
    NoShipping,
    /// The amount is zero or less.
    #[error("a refund is more than nothing")]
    NotPositive,
    /// More than is left of the payment.
    #[error("only {left} are left to give back")]
    TooMuch {
        /// What is left.
        left: Money,
    },
    /// Another currency, or a sum that does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Works out the amounts, or says why nothing can be given back.
pub fn plan(wish: &RefundWish<'_>) -> Result<RefundPlan, RefundProblem> {
    if wish.lines.is_empty() && !wish.shipping && wish.amount.is_none() {
        return Err(RefundProblem::Nothing);
    }
    let currency = wish.payment_left.currency();
    let shares = wish.lines.iter().enumerate().map(|(line, (of, units))| {
        of.share(*units).ok_or(RefundProblem::Units { line, left: of.units_left() })
    });
    let lines = shares.collect::<Result<Vec<_>, _>>()?;
    if wish.shipping && wish.shipping_left.minor() <= 0 {
        return Err(RefundProblem::NoShipping);
    }
    let shipping = if wish.shipping { wish.shipping_left } else { Money::zero(currency) };
    let sum = Money::sum(currency, lines.iter().copied().chain([shipping]))?;
    let amount = wish.amount.unwrap_or(sum);
    let adjustment = amount.checked_sub(sum)?;
    if amount.minor() <= 0 {
        return Err(RefundProblem::NotPositive);
    }
    if amount.minor() > wish.payment_left.minor() {
        return Err(RefundProblem::TooMuch { left: wish.payment_left });
    }
    Ok(RefundPlan { lines, shipping, adjustment, amount })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::Usd)
    }

    fn line(paid: i64, quantity: u16) -> LinePaid {
        LinePaid { paid: usd(paid), quantity, refunded_quantity: 0, refunded: usd(0) }
    }

    fn wish(lines: &[(LinePaid, u16)], amount: Option<i64>) -> RefundWish<'_> {
        let (shipping_left, payment_left) = (usd(500), usd(3000));
        RefundWish { lines, shipping: false, amount: amount.map(usd), shipping_left, payment_left }
    }

    #[test]
    fn lines_and_shipping_add_up() {
        let lines = [(line(1000, 3), 1), (line(1500, 1), 1)];
        let plan = plan(&RefundWish { shipping: true, ..wish(&lines, None) }).unwrap();
        assert_eq!(plan.lines, [usd(334), usd(1500)]);
        assert_eq!((plan.shipping, plan.adjustment, plan.amount), (usd(500), usd(0), usd(2334)));
    }

    #[test]
    fn an_own_amount_says_how_far_it_is_from_the_sum() {
        let lines = [(line(1000, 2), 2)];
        let of = |amount| plan(&wish(&lines, Some(amount))).map(|plan| (plan.adjustment, plan.amount));
        assert_eq!(of(900), Ok((usd(-100), usd(900))));
        assert_eq!(of(1100), Ok((usd(100), usd(1100))));
        assert_eq!(plan(&wish(&[], Some(700))).unwrap().adjustment, usd(700));
    }

    #[test]
    fn what_is_nothing_or_too_much_is_refused() {
        assert_eq!(plan(&wish(&[], None)), Err(RefundProblem::Nothing));
        for amount in [0, -1, i64::MIN] {
            assert!(plan(&wish(&[], Some(amount))).is_err(), "{amount}");
        }
        assert_eq!(plan(&wish(&[], Some(3001))), Err(RefundProblem::TooMuch { left: usd(3000) }));
        assert_eq!(plan(&wish(&[], Some(i64::MAX))), Err(RefundProblem::TooMuch { left: usd(3000) }));
        let lines = [(line(1000, 2), 3)];
        assert_eq!(plan(&wish(&lines, None)), Err(RefundProblem::Units { line: 0, left: 2 }));
        assert_eq!(plan(&wish(&[(line(0, 1), 1)], None)), Err(RefundProblem::NotPositive));
        let euros = RefundWish { amount: Some(Money::new(1, Currency::Eur)), ..wish(&[], None) };
        assert_eq!(plan(&euros), Err(RefundProblem::Money(MoneyError::CurrencyMix)));
        let no_shipping = RefundWish { shipping: true, shipping_left: usd(0), ..wish(&[], None) };
        assert_eq!(plan(&no_shipping), Err(RefundProblem::NoShipping));
    }
}
