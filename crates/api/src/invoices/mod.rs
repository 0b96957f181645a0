//! Invoices: an order as a page to print and to keep.
//!
//! The number of the order is the number of its invoice: it is drawn once, when the order is paid, and has no gaps. An
//! invoice is made anew for each reader, of what the order keeps, so that nothing is stored twice.

mod document;
mod font;
mod get_admin_invoice;
mod get_invoice_by_link;
mod get_my_invoice;
mod sheet;

use actix_web::{HttpResponse, http::header::CONTENT_DISPOSITION};
use securecart_db::orders::OrderRecord;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{delivery::Places, http::ApiError, state::State};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get_my_invoice::get_my_invoice)
        .service(get_admin_invoice::get_admin_invoice)
        .service(get_invoice_by_link::get_invoice_by_link);
}

/// The invoice of an order, to be kept as a file.
fn answer(state: &State, order: &OrderRecord) -> Result<HttpResponse, ApiError> {
    let places = Places::open(&state.keys, order.id, order.delivery_sealed.as_ref())?;
    let email = state.keys.open_order_email(order.id, order.email.as_ref())?;
    let bytes = document::invoice(&state.config.shop, order, &places, &email).map_err(ApiError::internal)?;
    let name = format!("attachment; filename=\"invoice-{}.pdf\"", order.number);
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CONTENT_DISPOSITION, name))
        .body(bytes))
}
