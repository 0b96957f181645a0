//! `POST /orders/by-link/invoice`

use actix_web::{HttpResponse, post};
use securecart_dto::{Problem, orders::LinkedOrderRequest};

use super::answer;
use crate::{
    auth::Anyone,
    http::{ApiError, Valid},
    orders::{LinkAndEmail, order_of_owner},
    state::State,
};

/// The invoice of the order of a mailed link.
///
/// For guests: with the link of the confirmation and the address that it went to, since the invoice names who bought. A PDF.
#[utoipa::path(tag = "invoices", operation_id = "get_invoice_by_link", security(()), request_body = LinkedOrderRequest, responses(
    (status = 200, description = "The invoice", body = String, content_type = "application/pdf"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/orders/by-link/invoice")]
pub(crate) async fn get_invoice_by_link(
    _access: Anyone,
    state: State,
    body: Valid<LinkedOrderRequest, LinkAndEmail>,
) -> Result<HttpResponse, ApiError> {
    let order = order_of_owner(&state, &body.into_inner()).await?;
    answer(&state, &order)
}
