//! The hosted payment page: plain HTML that needs no script.

mod confirm;
mod form;
mod html;
mod layout;
mod pay;
mod result;
mod show;
mod style;

use actix_web::web::ServiceConfig;

/// Adds the page, its form and its style.
pub(crate) fn configure(services: &mut ServiceConfig) {
    services
        .service(style::payment_style)
        .service(show::show_payment_page)
        .service(pay::pay_session)
        .service(confirm::show_confirmation)
        .service(confirm::confirm_payment);
}

pub(crate) use pay::this_month;
