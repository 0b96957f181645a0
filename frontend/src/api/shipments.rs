//! What is sent of orders.

use securecart_dto::endpoint::CreateShipment;
use securecart_dto::shipments::{NewShipmentRequest, Shipment};

use super::{ApiError, Attempt, CallHeaders, Client};

/// Sends units of an order, once.
pub async fn create_shipment(
    client: Client,
    order: &str,
    request: &NewShipmentRequest,
    attempt: Attempt,
) -> Result<Shipment, ApiError> {
    let headers = CallHeaders { idempotency_key: attempt.key(request), ..CallHeaders::default() };
    let answer = client.send_with::<CreateShipment>(&[order], &(), request, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}
