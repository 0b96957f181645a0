//! Money that goes back, and orders that are cancelled.

use securecart_dto::AdminPage;
use securecart_dto::endpoint::{CancelMyOrder, CancelOrder, CreateRefund, ListOrderRefunds};
use securecart_dto::orders::{CancelOrderRequest, Order};
use securecart_dto::refunds::{NewRefundRequest, Refund};

use super::{ApiError, Attempt, CallHeaders, Client, random_key};

/// The refunds of an order, oldest first.
pub async fn list_order_refunds(client: Client, order: &str) -> Result<AdminPage<Refund>, ApiError> {
    client.send::<ListOrderRefunds>(&[order], &(), &()).await
}

/// Gives money of an order back, once.
pub async fn create_refund(
    client: Client,
    order: &str,
    request: &NewRefundRequest,
    attempt: Attempt,
) -> Result<Refund, ApiError> {
    let headers = CallHeaders { idempotency_key: attempt.key(request), ..CallHeaders::default() };
    let answer = client.send_with::<CreateRefund>(&[order], &(), request, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}

/// Cancels an order, for staff.
pub async fn cancel_order(
    client: Client,
    order: &str,
    request: &CancelOrderRequest,
) -> Result<Order, ApiError> {
    Ok(client.send_with::<CancelOrder>(&[order], &(), request, &once()).await?.value)
}

/// Cancels one of my orders.
pub async fn cancel_my_order(client: Client, order: &str) -> Result<Order, ApiError> {
    Ok(client.send_with::<CancelMyOrder>(&[order], &(), &(), &once()).await?.value)
}

/// A call that happens once even if it arrives twice.
fn once() -> CallHeaders {
    CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() }
}
