//! The cart of a customer or guest.

mod add_cart_item;
mod contents;
mod error;
mod get_cart;
mod put_cart_coupon;
mod refill;
mod remove_cart_coupon;
mod remove_cart_item;
pub mod service;
mod update_cart_item;
mod wording;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use contents::dearer_than_seen;
pub use contents::{CartContents, problem_of};
pub(crate) use contents::{Priced, price_delivered};
pub use error::CartError;
pub(crate) use refill::{Before, LeftOut, refill};
pub(crate) use wording::{full_name, no_longer_sold, now_costs, only_available};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get_cart::get_cart)
        .service(add_cart_item::add_cart_item)
        .service(update_cart_item::update_cart_item)
        .service(remove_cart_item::remove_cart_item)
        .service(put_cart_coupon::put_cart_coupon)
        .service(remove_cart_coupon::remove_cart_coupon);
}
