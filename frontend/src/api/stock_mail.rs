//! One mail when something is there again.

use securecart_domain::{ProductId, VariantId};
use securecart_dto::accounts::FollowLinkRequest;
use securecart_dto::back_in_stock::BackInStockRequest;
use securecart_dto::endpoint::{AskBackInStock, ConfirmBackInStock, StopBackInStock};

use super::{ApiError, Client};

/// Asks for the mail; guests say where it goes.
pub async fn ask(
    client: Client,
    product: ProductId,
    variant_id: VariantId,
    email: Option<String>,
) -> Result<(), ApiError> {
    let request = BackInStockRequest { variant_id, email };
    client.send::<AskBackInStock>(&[&product.to_string()], &(), &request).await
}

/// Follows the link that confirms an address.
pub async fn confirm(client: Client, request: &FollowLinkRequest) -> Result<(), ApiError> {
    client.send::<ConfirmBackInStock>(&[], &(), request).await
}

/// Follows the link that ends the mails.
pub async fn stop(client: Client, request: &FollowLinkRequest) -> Result<(), ApiError> {
    client.send::<StopBackInStock>(&[], &(), request).await
}
