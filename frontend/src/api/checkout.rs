//! Paying.

use securecart_domain::Money;
use securecart_dto::checkout::{CheckoutRequest, CheckoutStarted, CheckoutState};
use securecart_dto::endpoint::{CancelCheckout, GetCheckout, StartCheckout};

use super::{ApiError, Attempt, CallHeaders, Client};

/// Holds the stock and opens a payment page for exactly this total. Tried again after a lost connection, it is the same checkout.
pub async fn start_checkout(
    client: Client,
    expected_total: Money,
    attempt: Attempt,
) -> Result<CheckoutStarted, ApiError> {
    let request = CheckoutRequest { expected_total: Some(expected_total), ..CheckoutRequest::default() };
    let headers = CallHeaders { idempotency_key: attempt.key(&request), ..CallHeaders::default() };
    let answer = client.send_with::<StartCheckout>(&[], &(), &request, &headers).await;
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
