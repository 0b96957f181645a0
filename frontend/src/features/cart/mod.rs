//! What one is about to buy.

mod cart_page;
mod coupon;
mod free_delivery;
mod line;
mod line_problem;
mod store;
mod summary;

pub use cart_page::CartPage;
pub use coupon::CouponOnCart;
pub use store::{CartStore, use_cart};
