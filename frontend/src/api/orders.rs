//! The signed-in customer's orders.

use securecart_dto::Page;
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{GetMyOrder, ListMyOrders};
use securecart_dto::orders::Order;

use super::{ApiError, Client};

/// One page of my orders, newest first.
pub async fn list_my_orders(client: Client, cursor: Option<String>) -> Result<Page<Order>, ApiError> {
    client.send::<ListMyOrders>(&[], &ListQuery { limit: None, cursor }, &()).await
}

/// One of my orders. Takes the id as it stands in the address; the server judges it.
pub async fn get_my_order(client: Client, order: &str) -> Result<Order, ApiError> {
    client.send::<GetMyOrder>(&[order], &(), &()).await
}
