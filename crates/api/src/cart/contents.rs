//! A cart as it goes over the wire.

use chrono::{DateTime, Utc};
use securecart_db::carts::{CartLineRecord, CartView};
use securecart_domain::{
    CartId, Currency, Money, MoneyError,
    coupons::{CouponProblem, CouponUse},
    pricing::{Basket, BasketLine, Discount, LineQuote, Quote, ShippingRate, Tax, quote},
};
use securecart_dto::{
    cart::{Cart, CartLine, CartLineProblem, CartNotice},
    coupons::CartCoupon,
};

use super::CartError;
use crate::coupons::{discount as discount_of, problem_in_words, summary};

/// What is in a cart.
#[derive(Clone, Debug, Default)]
pub struct CartContents {
    /// The cart; none as long as nothing was put into it.
    pub id: Option<CartId>,
    /// Its lines and its coupon.
    pub view: CartView,
    /// What this call changed on its own.
    pub notices: Vec<CartNotice>,
}

/// What a cart comes to.
pub(crate) struct Priced {
    /// The sums; their lines are those of the cart that are in the shop's currency.
    pub(crate) quote: Quote,
    /// Why the coupon on it takes nothing off, if there is one that does not.
    pub(crate) coupon_problem: Option<CouponProblem>,
}

impl CartContents {
    /// Adds up. Lines in another currency than the shop sells in are shown, but not counted: they can not be
    /// bought.
    pub fn into_cart(self, currency: Currency, now: DateTime<Utc>) -> Result<Cart, CartError> {
        let Priced { quote, coupon_problem } = price(&self.view, currency, now)?;
        let coupon = self.view.coupon.as_ref().map(|coupon| CartCoupon {
            code: coupon.code.clone(),
            summary: summary(&coupon.rule.discount),
            discount: discount_of(coupon.rule.discount),
            problem: coupon_problem,
            detail: coupon_problem.map(|problem| problem_in_words(problem, &coupon.rule)),
        });
        let lines = lines(&self.view.lines, currency, &quote.lines)?;
        let buyable = !lines.is_empty() && lines.iter().all(|line| line.problem.is_none());
        Ok(Cart {
            id: self.id,
            currency,
            item_count: quote.units,
            subtotal: quote.subtotal,
            discount: quote.discount,
            total: quote.total,
            coupon,
            ready: buyable && coupon_problem.is_none(),
            lines,
            notices: self.notices,
        })
    }
}

/// Prices the lines in the shop's currency, with the coupon where it may be used. How they are sent is not chosen yet.
pub(crate) fn price(view: &CartView, currency: Currency, now: DateTime<Utc>) -> Result<Priced, MoneyError> {
    price_delivered(view, currency, now, None, None)
}

/// The same with what sending costs, and the tax of the place.
pub(crate) fn price_delivered(
    view: &CartView,
    currency: Currency,
    now: DateTime<Utc>,
    shipping: Option<ShippingRate>,
    tax: Option<Tax>,
) -> Result<Priced, MoneyError> {
    let counted = view.lines.iter().filter(|line| line.unit_price.currency() == currency);
    let lines: Vec<BasketLine> = counted.map(basket_line).collect();
    let (discount, coupon_problem) = discount(view, &lines, now);
    let basket = Basket { currency, lines: &lines, discount, shipping, tax };
    Ok(Priced { quote: quote(&basket)?, coupon_problem })
}

fn discount(
    view: &CartView,
    lines: &[BasketLine],
    now: DateTime<Utc>,
) -> (Option<Discount>, Option<CouponProblem>) {
    let Some(coupon) = &view.coupon else {
        return (None, None);
    };
    let usage =
        CouponUse { now: now.timestamp(), used: coupon.used, used_by_customer: coupon.used_by_customer };
    match coupon.rule.check(usage, lines) {
        Ok(discount) => (Some(discount), None),
        Err(problem) => (None, Some(problem)),
    }
}

fn basket_line(line: &CartLineRecord) -> BasketLine {
    BasketLine { unit_price: line.unit_price, quantity: line.quantity, discounted: line.covered }
}

/// Why a line can not be bought as it stands; nothing if it can.
pub fn problem_of(line: &CartLineRecord, currency: Currency) -> Option<CartLineProblem> {
    if !line.sold || line.unit_price.currency() != currency {
        Some(CartLineProblem::Gone)
    } else if line.available == 0 {
        Some(CartLineProblem::SoldOut)
    } else if u32::from(line.quantity.get()) > line.available {
        Some(CartLineProblem::LessStock)
    } else if dearer_than_seen(line).is_some() {
        Some(CartLineProblem::PriceChanged)
    } else {
        None
    }
}

/// What one unit cost when the shopper last saw it, if it costs more today.
pub(crate) fn dearer_than_seen(line: &CartLineRecord) -> Option<Money> {
    let today = line.unit_price;
    line.seen_price.filter(|seen| seen.currency() != today.currency() || seen.minor() < today.minor())
}

fn lines(
    records: &[CartLineRecord],
    currency: Currency,
    quotes: &[LineQuote],
) -> Result<Vec<CartLine>, CartError> {
    let mut quotes = quotes.iter();
    records
        .iter()
        .map(|record| {
            let quote = if record.unit_price.currency() == currency { quotes.next() } else { None };
            cart_line(record, currency, quote)
        })
        .collect()
}

fn cart_line(
    line: &CartLineRecord,
    currency: Currency,
    quote: Option<&LineQuote>,
) -> Result<CartLine, CartError> {
    let total = line.unit_price.times(line.quantity)?;
    Ok(CartLine {
        id: line.id,
        product_id: line.product_id,
        product_slug: line.product_slug.clone(),
        variant_id: line.variant_id,
        name: line.name.clone(),
        variant_title: line.variant_title.clone(),
        image_url: line.image_url.clone(),
        unit_price: line.unit_price,
        seen_price: dearer_than_seen(line),
        quantity: line.quantity.get(),
        available: line.available,
        discount: quote.map_or_else(|| Money::zero(total.currency()), |quote| quote.discount),
        total,
        problem: problem_of(line, currency),
    })
}
