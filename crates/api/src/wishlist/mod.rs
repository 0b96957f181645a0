//! What customers want to remember.
//!
//! Nothing of it is in the audit log, which outlives the account: what somebody would like to have is nobody's business.

mod error;
mod list_my_wishlist;
mod put_wishlist_item;
mod remove_wishlist_item;
mod service;

use utoipa_actix_web::service_config::ServiceConfig;

pub use error::WishlistError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_wishlist::list_my_wishlist)
        .service(put_wishlist_item::put_wishlist_item)
        .service(remove_wishlist_item::remove_wishlist_item);
}
