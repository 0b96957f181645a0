//! `POST /admin/orders/{order}/shipments`

use std::collections::HashSet;

use actix_web::post;
use securecart_domain::{
    OrderId, OrderLineId,
    catalog::PlainText,
    shipments::{TrackingLink, TrackingNumber},
};
use securecart_dto::{
    FieldError, Problem,
    shipments::{NewShipmentRequest, Shipment},
};

use super::{service, shipment};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Created, Valid, fields::Fields, path::PathId},
    state::State,
};

/// The longest name of a carrier in characters.
const MAX_CARRIER: usize = 60;
/// The most lines of one shipment.
const MAX_LINES: usize = 100;

/// What is sent, and how it is followed.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(super) lines: Vec<(OrderLineId, u16)>,
    pub(super) carrier: String,
    pub(super) number: TrackingNumber,
    pub(super) link: TrackingLink,
}

impl TryFrom<NewShipmentRequest> for Parcel {
    type Error = Vec<FieldError>;

    fn try_from(request: NewShipmentRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let carrier = fields.take("/carrier", PlainText::optional_line(&request.carrier, MAX_CARRIER));
        let number = fields.take("/tracking_number", TrackingNumber::parse(&request.tracking_number));
        let link = fields.take("/tracking_url", TrackingLink::parse(&request.tracking_url));
        if request.lines.is_empty() {
            fields.add("/lines", "empty", "Choose what is sent.");
        }
        let different: HashSet<_> = request.lines.iter().map(|line| line.line_id).collect();
        if different.len() != request.lines.len() || request.lines.len() > MAX_LINES {
            fields.add("/lines", "invalid", "Name each line once, and at most 100.");
        }
        for (index, _) in request.lines.iter().enumerate().filter(|(_, line)| line.quantity == 0) {
            fields.add(&format!("/lines/{index}/quantity"), "invalid", "At least one unit.");
        }
        let lines = request.lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        match (carrier, number, link, fields.finish()) {
            (Some(carrier), Some(number), Some(link), Ok(())) => {
                Ok(Self { lines, carrier: carrier.as_str().to_owned(), number, link })
            }
            (.., errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Send units of an order.
///
/// Never more than are still to be sent: what was bought, less what was sent and what was refunded before it was. The
/// customer gets a mail with the link. Once nothing is left, the order is fulfilled.
#[utoipa::path(tag = "shipments", operation_id = "create_shipment", security(("session" = ["write_orders"])),
    params(("order" = OrderId, Path)), request_body = NewShipmentRequest, responses(
    (status = 201, description = "The shipment", body = Shipment),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/{order}/shipments")]
pub(crate) async fn create_shipment(
    access: Allowed<perm::WriteOrders>,
    path: PathId<OrderId>,
    state: State,
    body: Valid<NewShipmentRequest, Parcel>,
) -> Result<Created<Shipment>, ApiError> {
    let (id, parcel) = (path.into_inner(), body.into_inner());
    let sent =
        state.db.transaction(async |tx| service::ship(&access, tx, &state.clock, id, &parcel).await).await?;
    Ok(Created::at(format!("/api/v1/admin/orders/{id}/shipments"), shipment(sent)))
}
