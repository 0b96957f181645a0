//! The calculation.

use super::{Basket, BasketLine, Discount};
use crate::{Money, MoneyError};

/// What one line comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineQuote {
    /// Unit price times quantity.
    pub total: Money,
    /// Its share of the discount; never more than its total.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
}

/// What a cart comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Each line, in the order of the lines.
    pub lines: Vec<LineQuote>,
    /// All lines together.
    pub subtotal: Money,
    /// What is taken off the goods.
    pub discount: Money,
    /// What sending costs; zero if that is not chosen yet.
    pub shipping: Money,
    /// The tax of goods and shipping; zero if the place is not known yet.
    pub tax: Money,
    /// Whether the tax is contained in the amounts above instead of coming on top.
    pub tax_included: bool,
    /// What has to be paid.
    pub total: Money,
    /// Units of all lines.
    pub units: u32,
}

/// Prices a cart. Refuses amounts of other currencies and sums that do not fit.
pub fn quote(basket: &Basket<'_>) -> Result<Quote, MoneyError> {
    let currency = basket.currency;
    let totals = line_totals(basket)?;
    let subtotal = Money::sum(currency, totals.iter().copied())?;
    let discounts = discounts(basket, &totals)?;
    let discount = Money::sum(currency, discounts.iter().copied())?;
    let goods = subtotal.checked_sub(discount)?;
    let shipping = shipping(basket, goods)?;
    let (taxes, tax) = taxes(basket, &totals, &discounts, shipping)?;
    let tax_included = basket.tax.is_some_and(|tax| tax.included);
    let before_tax = goods.checked_add(shipping)?;
    let lines = totals.iter().zip(&discounts).zip(&taxes);
    Ok(Quote {
        lines: lines
            .map(|((total, discount), tax)| LineQuote { total: *total, discount: *discount, tax: *tax })
            .collect(),
        subtotal,
        discount,
        shipping,
        tax,
        tax_included,
        total: if tax_included { before_tax } else { before_tax.checked_add(tax)? },
        units: basket.lines.iter().map(|line| u32::from(line.quantity.get())).sum(),
    })
}

fn line_totals(basket: &Basket<'_>) -> Result<Vec<Money>, MoneyError> {
    let total = |line: &BasketLine| {
        if line.unit_price.currency() == basket.currency {
            line.unit_price.times(line.quantity)
        } else {
            Err(MoneyError::CurrencyMix)
        }
    };
    basket.lines.iter().map(total).collect()
}

/// Each line's share of the discount, by what it costs.
fn discounts(basket: &Basket<'_>, totals: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let nothing = Money::zero(basket.currency);
    let covered: Vec<Money> = basket
        .lines
        .iter()
        .zip(totals)
        .map(|(line, total)| if line.discounted { *total } else { nothing })
        .collect();
    let sum = Money::sum(basket.currency, covered.iter().copied())?;
    let discount = basket.discount.map_or(Ok(nothing), |discount| discount.on_goods(sum))?;
    shares(discount, &covered)
}

fn shipping(basket: &Basket<'_>, goods: Money) -> Result<Money, MoneyError> {
    match (basket.shipping, basket.discount) {
        (Some(rate), Some(Discount::FreeShipping)) => {
            rate.for_goods(goods).map(|price| Money::zero(price.currency()))
        }
        (Some(rate), _) => rate.for_goods(goods),
        (None, _) => Ok(Money::zero(basket.currency)),
    }
}

/// The tax is computed once for everything and then divided, so that many small lines are not rounded many times.
fn taxes(
    basket: &Basket<'_>,
    totals: &[Money],
    discounts: &[Money],
    shipping: Money,
) -> Result<(Vec<Money>, Money), MoneyError> {
    let nothing = Money::zero(basket.currency);
    let Some(tax) = basket.tax else {
        return Ok((vec![nothing; totals.len()], nothing));
    };
    let mut bases: Vec<Money> = totals
        .iter()
        .zip(discounts)
        .map(|(total, discount)| total.checked_sub(*discount))
        .collect::<Result<_, _>>()?;
    bases.push(if tax.on_shipping { shipping } else { nothing });
    let sum = tax.of(Money::sum(basket.currency, bases.iter().copied())?)?;
    let mut taxes = shares(sum, &bases)?;
    taxes.truncate(totals.len());
    Ok((taxes, sum))
}

/// Divides an amount in proportion to these; what costs nothing gets nothing.
fn shares(amount: Money, parts: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let weights: Vec<u64> = parts.iter().map(|part| u64::try_from(part.minor()).unwrap_or(0)).collect();
    if weights.iter().all(|weight| *weight == 0) {
        return Ok(vec![Money::zero(amount.currency()); parts.len()]);
    }
    amount.allocate(&weights)
}
