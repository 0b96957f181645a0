//! What is priced.

use super::{Discount, ShippingRate, Tax};
use crate::{Currency, Money, cart::Quantity};

/// The most lines in one cart: the payment page shows a hundred at most, and delivery and tax are two of them
/// (<https://docs.stripe.com/api/checkout/sessions/create>, `line_items`).
pub const MAX_LINES: usize = 98;

/// A price and how many of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasketLine {
    /// The price of one unit.
    pub unit_price: Money,
    /// How many units.
    pub quantity: Quantity,
    /// Whether a discount on goods covers it.
    pub discounted: bool,
}

/// A cart with everything that its price depends on.
#[derive(Clone, Copy, Debug)]
pub struct Basket<'a> {
    /// What the shop sells in; every amount has to be of it.
    pub currency: Currency,
    /// What is bought.
    pub lines: &'a [BasketLine],
    /// What is taken off. Whether it may be used is decided before ([`crate::coupons`]).
    pub discount: Option<Discount>,
    /// How it is sent; none as long as that is not chosen.
    pub shipping: Option<ShippingRate>,
    /// The tax of the place it is sent to; none where there is none, or where that is not known yet.
    pub tax: Option<Tax>,
}
