//! Stock: what is in the house.

mod adjust_inventory;
mod error;
pub mod service;

use utoipa_actix_web::service_config::ServiceConfig;

pub use error::InventoryError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(adjust_inventory::adjust_inventory);
}
