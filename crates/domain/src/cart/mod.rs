//! Carts: quantities and totals.

mod quantity;
mod totals;

pub use quantity::{InvalidQuantity, Quantity};
pub use totals::{CartTotals, MAX_LINES, PricedLine, cart_totals};
