//! Address books: where customers want things sent. What an address says is sealed with the customer's key.

mod create_my_address;
mod delete_my_address;
mod details;
mod error;
mod list_my_addresses;
mod service;
mod update_my_address;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use details::{AddressDetails, open as open_address};
pub use error::AddressError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_my_addresses::list_my_addresses)
        .service(create_my_address::create_my_address)
        .service(update_my_address::update_my_address)
        .service(delete_my_address::delete_my_address);
}
