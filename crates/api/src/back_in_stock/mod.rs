//! One mail when something is there again.
//!
//! A guest's address is asked first whether it wants that (double opt-in); every mail carries a link that ends all of
//! them. Both links are signed, so that nothing has to be kept to recognise them. Nothing of this is in the audit log, which
//! outlives the account.

mod ask_back_in_stock;
mod confirm_back_in_stock;
mod error;
mod link;
mod service;
mod stop_back_in_stock;

use utoipa_actix_web::service_config::ServiceConfig;

pub use error::BackInStockError;
pub(crate) use link::{Purpose, sign};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(ask_back_in_stock::ask_back_in_stock)
        .service(confirm_back_in_stock::confirm_back_in_stock)
        .service(stop_back_in_stock::stop_back_in_stock);
}
