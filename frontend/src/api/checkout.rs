//! Paying.

use securecart_dto::checkout::{CheckoutRequest, CheckoutStarted, CheckoutState};
use securecart_dto::delivery::{DeliveryOptions, DeliveryQuery};
use securecart_dto::endpoint::{CancelCheckout, GetCheckout, GetDeliveryOptions, StartCheckout};

use super::{ApiError, Attempt, CallHeaders, Client};

/// Holds the stock and opens a payment page. Tried again after a lost connection, it is the same checkout.
pub async fn start_checkout(
    client: Client,
    request: &CheckoutRequest,
    attempt: Attempt,
) -> Result<CheckoutStarted, ApiError> {
    let headers = CallHeaders { idempotency_key: attempt.key(request), ..CallHeaders::default() };
    let answer = client.send_with::<StartCheckout>(&[], &(), request, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}

/// Where a checkout stands. Takes the id as it stands in the address; the server judges it.
pub async fn get_checkout(client: Client, checkout: &str) -> Result<CheckoutState, ApiError> {
    client.send::<GetCheckout>(&[checkout], &(), &()).await
}

/// Gives the checkout up, unless it has been paid; the answer says which.
pub async fn cancel_checkout(client: Client, checkout: &str) -> Result<CheckoutState, ApiError> {
    client.send::<CancelCheckout>(&[checkout], &(), &()).await
}

/// How an order can reach a place, and what that costs.
pub async fn delivery_options(client: Client, place: &DeliveryQuery) -> Result<DeliveryOptions, ApiError> {
    client.send::<GetDeliveryOptions>(&[], place, &()).await
}
