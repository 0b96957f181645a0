//! How orders reach their buyers: shipping methods, what staff say of them, and what is offered where.

mod create_shipping_method;
mod delete_shipping_method;
mod error;
mod get_delivery_options;
mod get_shipping_method;
mod list_shipping_methods;
mod options;
mod places;
mod service;
mod terms;
mod update_shipping_method;

use securecart_db::delivery::MethodRecord;
use securecart_domain::delivery::Estimate;
use securecart_dto::delivery::{DeliveryEstimate, ShippingMethod, ShippingMethodTerms};
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::DeliveryError;
pub(crate) use options::tax_at;
pub(crate) use places::Places;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get_delivery_options::get_delivery_options)
        .service(list_shipping_methods::list_shipping_methods)
        .service(create_shipping_method::create_shipping_method)
        .service(get_shipping_method::get_shipping_method)
        .service(update_shipping_method::update_shipping_method)
        .service(delete_shipping_method::delete_shipping_method);
}

fn shipping_method(record: MethodRecord) -> ShippingMethod {
    let terms = record.terms;
    ShippingMethod {
        id: record.id,
        terms: ShippingMethodTerms {
            name: record.name,
            description: record.description,
            kind: terms.kind,
            countries: terms.coverage.codes(),
            price: terms.rate.price,
            free_from: terms.rate.free_from,
            estimate: terms.estimate.map(days),
            position: u16::try_from(record.position).unwrap_or(u16::MAX),
            active: terms.active,
        },
        created_at: record.created_at,
    }
}

/// An estimate as it goes over the wire.
pub(crate) fn days(estimate: Estimate) -> DeliveryEstimate {
    DeliveryEstimate { from: estimate.from().into(), to: estimate.to().into() }
}
