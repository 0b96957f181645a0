//! What the order comes to, computed as the server does: with the same code.

use securecart_domain::cart::Quantity;
use securecart_domain::pricing::{Basket, BasketLine, Discount, Quote, quote};
use securecart_dto::cart::{Cart, CartLine};
use securecart_dto::coupons::CouponDiscount;
use securecart_dto::delivery::{AppliedTax, DeliveryOption};

/// Prices a cart that is delivered in this way. None if it can not be: then the server says why.
pub(super) fn sums(cart: &Cart, way: Option<&DeliveryOption>, tax: Option<&AppliedTax>) -> Option<Quote> {
    let own = cart.lines.iter().filter(|line| line.unit_price.currency() == cart.currency);
    let lines = own.map(basket_line).collect::<Option<Vec<_>>>()?;
    let tax = match tax {
        Some(tax) => Some(tax.tax()?),
        None => None,
    };
    let basket = Basket {
        currency: cart.currency,
        lines: &lines,
        discount: discount(cart),
        shipping: way.map(DeliveryOption::rate),
        tax,
    };
    quote(&basket).ok()
}

fn basket_line(line: &CartLine) -> Option<BasketLine> {
    let quantity = Quantity::parse(line.quantity.into()).ok()?;
    Some(BasketLine { unit_price: line.unit_price, quantity, discounted: line.discount.minor() > 0 })
}

/// What the coupon takes off is an amount that the server has computed; a share of lines that it covers comes to the same.
fn discount(cart: &Cart) -> Option<Discount> {
    let coupon = cart.coupon.as_ref().filter(|coupon| coupon.problem.is_none())?;
    Some(match coupon.discount {
        CouponDiscount::FreeShipping {} => Discount::FreeShipping,
        _ => Discount::Amount(cart.discount),
    })
}
