//! `POST /orders/by-link`

use actix_web::{post, web::Json};
use securecart_db::orders::{OrderRecord, find_order_any};
use securecart_domain::{OrderId, accounts::Email};
use securecart_dto::{
    FieldError, Problem, ProblemType,
    accounts::FollowLinkRequest,
    orders::{LinkedOrder, LinkedOrderRequest},
};

use super::{line, link, shipping, tax, timeline, totals};
use crate::{
    auth::Anyone,
    http::{ApiError, Valid, fields::Fields},
    returns::untold,
    shipments::shipment,
    state::State,
};

/// The order of a mailed link.
///
/// The token is the one in the link of the confirmation, which works for ninety days, signed in or not. Tells what was
/// bought and how far it is, and neither names nor addresses. Sent as a body, so that it stays out of logs.
#[utoipa::path(tag = "orders", operation_id = "get_order_by_link", security(()), request_body = FollowLinkRequest, responses(
    (status = 200, description = "The order", body = LinkedOrder),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/orders/by-link")]
pub(crate) async fn get_order_by_link(
    _access: Anyone,
    state: State,
    body: Valid<FollowLinkRequest>,
) -> Result<Json<LinkedOrder>, ApiError> {
    let id = order_of_link(&state, &body.into_inner().token).ok_or_else(dead_link)?;
    let mut conn = state.db.connection().await?;
    // Once nobody knows any more where its mails went, nobody can have the link rightly.
    let found = find_order_any(&mut conn, id).await?.filter(|order| order.email.is_some());
    Ok(Json(linked(found.ok_or_else(dead_link)?)))
}

/// The order that a link shows; none if it is not one of ours, or has ended.
pub(crate) fn order_of_link(state: &State, token: &str) -> Option<OrderId> {
    link::read(&state.keys, state.clock.now(), token)
}

/// What to say of a link that shows nothing.
pub(crate) fn dead_link() -> ApiError {
    ApiError::new(ProblemType::InvalidLink, "This link does not show an order, or not any more.")
}

/// A link and the address that the mails of its order go to, as they were sent.
pub(crate) struct LinkAndEmail {
    token: String,
    email: Email,
}

impl TryFrom<LinkedOrderRequest> for LinkAndEmail {
    type Error = Vec<FieldError>;

    fn try_from(request: LinkedOrderRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/email", Email::parse(&request.email)) {
            Some(email) => Ok(Self { token: request.token, email }),
            None => Err(fields.into_errors()),
        }
    }
}

/// The order of a link, for somebody who also knows where its mails go. Links are passed on, and invoices name people.
pub(crate) async fn order_of_owner(state: &State, given: &LinkAndEmail) -> Result<OrderRecord, ApiError> {
    const OTHER: &str = "This is not the address that the mails of this order go to.";
    let id = order_of_link(state, &given.token).ok_or_else(dead_link)?;
    let found = {
        let mut conn = state.db.connection().await?;
        find_order_any(&mut conn, id).await?.filter(|order| order.email.is_some())
    };
    let order = found.ok_or_else(dead_link)?;
    let known = state.keys.open_order_email(order.id, order.email.as_ref())?;
    if Email::parse(&known).is_ok_and(|known| known.key() == given.email.key()) {
        Ok(order)
    } else {
        Err(ApiError::invalid(vec![FieldError::new("/email", "other", OTHER)]))
    }
}

pub(super) fn linked(record: OrderRecord) -> LinkedOrder {
    LinkedOrder {
        timeline: timeline::timeline(&record),
        number: record.number,
        status: record.status,
        payment_status: record.payment_status,
        fulfilment_status: record.fulfilment_status,
        placed_at: record.placed_at,
        lines: record.lines.into_iter().map(line).collect(),
        totals: totals(&record.amounts, &record.money),
        coupon_code: record.coupon_code,
        shipping_method: record.delivery.map(shipping),
        tax: record.tax.map(tax),
        shipments: record.shipments.into_iter().map(shipment).collect(),
        returns: record.returns.into_iter().map(untold).collect(),
    }
}
