//! Stock: what is in the house.

mod adjust_inventory;
mod answers;
mod error;
mod get_inventory_level;
mod list_inventory;
mod list_stock_movements;
mod list_stock_reservations;
mod put_stock_thresholds;
pub mod service;

use utoipa_actix_web::service_config::ServiceConfig;

pub use error::InventoryError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(adjust_inventory::adjust_inventory)
        .service(list_inventory::list_inventory)
        .service(list_stock_movements::list_stock_movements)
        .service(list_stock_reservations::list_stock_reservations)
        // Behind those whose last segment it would take for a variant.
        .service(get_inventory_level::get_inventory_level)
        .service(put_stock_thresholds::put_stock_thresholds);
}
