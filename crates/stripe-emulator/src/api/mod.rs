//! The calls under `/v1`, each in Stripe's shape.

mod authorize;
mod call;
mod charges;
mod checkout_sessions;
mod connection;
mod coupons;
mod events;
mod list;
mod payment_intents;
mod refunds;
mod respond;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{self, Data, ServiceConfig},
};

pub(crate) use authorize::is_authorized;
pub(crate) use connection::remember_connection;

use crate::{error::ApiError, shared::Shared};

/// The version whose objects are shown, whatever version a client names.
pub(crate) const API_VERSION: &str = "2026-09-30.endive";

/// Largest body of a call.
const LARGEST_BODY: usize = 512 * 1024;

/// Adds every call.
pub(crate) fn configure(services: &mut ServiceConfig) {
    services
        .app_data(web::PayloadConfig::new(LARGEST_BODY))
        .service(checkout_sessions::create_checkout_session)
        .service(checkout_sessions::list_checkout_sessions)
        .service(checkout_sessions::retrieve_checkout_session)
        .service(checkout_sessions::list_line_items)
        .service(checkout_sessions::expire_checkout_session)
        .service(coupons::create_coupon)
        .service(coupons::retrieve_coupon)
        .service(payment_intents::retrieve_payment_intent)
        .service(charges::retrieve_charge)
        .service(refunds::create_refund)
        .service(refunds::list_refunds)
        .service(refunds::retrieve_refund)
        .service(events::list_events)
        .service(events::retrieve_event)
        .default_service(web::to(unknown_address));
}

/// Any other address: Stripe's 404.
async fn unknown_address(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let message = format!(
        "Unrecognized request URL ({}: {}). This emulator has only the part of the API that a shop calls.",
        request.method(),
        request.path()
    );
    let error = ApiError::request(StatusCode::NOT_FOUND, "invalid_request_error", message);
    respond::refuse(&request, &shared, &error)
}
