//! What the reader wants to remember.

use securecart_domain::ProductId;
use securecart_dto::Page;
use securecart_dto::endpoint::{ListMyWishlist, PutWishlistItem, RemoveWishlistItem};
use securecart_dto::wishlist::{WishlistItem, WishlistQuery};

use super::{ApiError, Client};

/// A page of the list.
pub async fn list(client: Client, cursor: Option<String>) -> Result<Page<WishlistItem>, ApiError> {
    let query = WishlistQuery { cursor, ..WishlistQuery::default() };
    client.send::<ListMyWishlist>(&[], &query, &()).await
}

/// Whether a product is on it.
pub async fn has(client: Client, product: ProductId) -> Result<bool, ApiError> {
    let query = WishlistQuery { product: Some(product), ..WishlistQuery::default() };
    client.send::<ListMyWishlist>(&[], &query, &()).await.map(|page| !page.items.is_empty())
}

/// Puts a product on it.
pub async fn put(client: Client, product: ProductId) -> Result<(), ApiError> {
    client.send::<PutWishlistItem>(&[&product.to_string()], &(), &()).await
}

/// Takes a product off it.
pub async fn remove(client: Client, product: ProductId) -> Result<(), ApiError> {
    client.send::<RemoveWishlistItem>(&[&product.to_string()], &(), &()).await
}
