//! Paying for a cart.

mod buyer;
mod cancel_checkout;
mod delivery;
mod earlier;
mod end;
mod error;
mod get_checkout;
mod open;
mod session;
mod start;
mod start_checkout;
mod wishes;

use securecart_db::checkouts::CheckoutRecord;
use securecart_domain::checkout::CheckoutStatus;
use securecart_dto::checkout::CheckoutState;
use utoipa_actix_web::service_config::ServiceConfig;

pub use end::give_up;
pub use error::CheckoutError;
pub use session::ensure_session;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(start_checkout::start_checkout)
        .service(get_checkout::get_checkout)
        .service(cancel_checkout::cancel_checkout);
}

fn checkout_state(checkout: CheckoutRecord) -> CheckoutState {
    let paid = checkout.status == CheckoutStatus::Paid;
    CheckoutState {
        checkout_id: checkout.id,
        status: checkout.status,
        order_id: paid.then_some(checkout.order_id),
        order_number: checkout.order_number.filter(|_| paid),
        order_status: paid.then_some(checkout.order_status),
        not_honoured: paid && checkout.not_honoured,
        total: checkout.total,
        payment_url: checkout.payment_url.filter(|_| checkout.status == CheckoutStatus::Open),
        expires_at: checkout.expires_at,
    }
}
