//! The catalogue: what shoppers find and staff keep.

mod answers;
mod categories;
mod create_product;
mod create_product_image;
mod create_variant;
mod delete_product_image;
mod delete_variant;
mod discontinue_product;
mod error;
mod facet_answers;
mod fetch_product_image;
mod get_admin_product;
mod get_product;
mod image_service;
mod list_admin_products;
mod list_categories;
mod list_product_suggestions;
mod list_products;
mod list_related_products;
mod listing;
pub mod rules;
pub mod service;
mod update_product;
mod update_product_image;
mod update_variant;
mod variant_service;
mod window;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use answers::product_summary;
pub use error::CatalogError;
pub(crate) use get_product::product_key;
pub use window::Window;
pub(crate) use window::{Answer, Question};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_products::list_products)
        .service(list_product_suggestions::list_product_suggestions)
        .service(get_product::get_product)
        .service(list_related_products::list_related_products)
        .service(list_categories::list_categories)
        .service(list_admin_products::list_admin_products)
        .service(create_product::create_product)
        .service(get_admin_product::get_admin_product)
        .service(update_product::update_product)
        .service(discontinue_product::discontinue_product)
        .service(create_variant::create_variant)
        .service(update_variant::update_variant)
        .service(delete_variant::delete_variant)
        .service(create_product_image::create_product_image)
        .service(update_product_image::update_product_image)
        .service(fetch_product_image::fetch_product_image)
        .service(delete_product_image::delete_product_image)
        .configure(categories::configure);
}
