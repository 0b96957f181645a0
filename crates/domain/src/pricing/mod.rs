//! What a cart costs: one calculation for server and browser.
//!
//! The order of its steps never changes: lines, discount, shipping, tax, total. Every share of an amount is cut by
//! largest remainder ([`crate::Money::allocate`]), so that parts always add up to their whole.

mod basket;
mod discount;
mod quote;
mod shipping;
mod tax;

#[cfg(test)]
mod laws;

pub use basket::{Basket, BasketLine, MAX_LINES};
pub use discount::{Discount, InvalidPercent, Percent};
pub use quote::{LineQuote, Quote, quote};
pub use shipping::{FreeShipping, ShippingRate, free_shipping};
pub use tax::{InvalidTaxRate, Tax, TaxRate};
