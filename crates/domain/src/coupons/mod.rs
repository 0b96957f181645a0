//! Coupons: codes that take something off a cart.

mod code;
mod rule;

pub use code::{CouponCode, InvalidCouponCode};
pub use rule::{CouponProblem, CouponRule, CouponUse};
