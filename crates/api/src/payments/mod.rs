//! Money: hearing of it from the provider, and settling what it pays for.

mod event;
mod receive_stripe_event;
pub mod settle;
mod signature;

use utoipa_actix_web::service_config::ServiceConfig;

pub use event::{EventError, Received, process_event};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(receive_stripe_event::receive_stripe_event);
}
