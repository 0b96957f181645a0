//! The signed-in customer's orders.

use securecart_domain::OrderId;
use securecart_dto::Page;
use securecart_dto::accounts::FollowLinkRequest;
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{
    CancelOrderByLink, GetInvoiceByLink, GetMyOrder, GetOrderByLink, ListMyOrders, Reorder,
};
use securecart_dto::orders::{LinkedOrder, LinkedOrderRequest, Order, Reordered};

use super::{ApiError, CallHeaders, Client, random_key};

/// One page of my orders, newest first.
pub async fn list_my_orders(client: Client, cursor: Option<String>) -> Result<Page<Order>, ApiError> {
    client.send::<ListMyOrders>(&[], &ListQuery { limit: None, cursor }, &()).await
}

/// One of my orders. Takes the id as it stands in the address; the server judges it.
pub async fn get_my_order(client: Client, order: &str) -> Result<Order, ApiError> {
    client.send::<GetMyOrder>(&[order], &(), &()).await
}

/// The order of a mailed link.
pub async fn get_order_by_link(client: Client, token: String) -> Result<LinkedOrder, ApiError> {
    client.send::<GetOrderByLink>(&[], &(), &FollowLinkRequest { token }).await
}

/// Puts what I bought into my cart again, once.
pub async fn reorder(client: Client, order: OrderId) -> Result<Reordered, ApiError> {
    let headers = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    Ok(client.send_with::<Reorder>(&[&order.to_string()], &(), &(), &headers).await?.value)
}

/// The invoice of the order of a mailed link, a PDF, for who knows where its mails go.
pub async fn get_invoice_by_link(client: Client, request: &LinkedOrderRequest) -> Result<Vec<u8>, ApiError> {
    client.fetch_bytes::<GetInvoiceByLink>(&[], request).await
}

/// Cancels the order of a mailed link, once, for who knows where its mails go.
pub async fn cancel_order_by_link(
    client: Client,
    request: &LinkedOrderRequest,
) -> Result<LinkedOrder, ApiError> {
    let once = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    Ok(client.send_with::<CancelOrderByLink>(&[], &(), request, &once).await?.value)
}
