//! The decisions about wishlists.

use securecart_db::{
    Conn,
    accounts::people::lock_person,
    catalog::{ProductKey, find_active_product_id},
    wishlist,
};
use securecart_domain::{ProductId, UserId};

use super::WishlistError;
use crate::adapters::clock::Clock;

/// The most products on one list.
const MOST: i64 = 200;

/// Puts a product that shoppers see on the list; one that is there stays where it is. Under the lock of the customer's
/// row, so that two at once do not both count the same.
pub(super) async fn put(
    tx: &mut Conn,
    clock: &Clock,
    customer: UserId,
    product: ProductId,
) -> Result<(), WishlistError> {
    lock_person(tx, customer).await?.ok_or(WishlistError::NotFound)?;
    let key = ProductKey::Id(product);
    let product = find_active_product_id(tx, &key).await?.ok_or(WishlistError::NotFound)?;
    if wishlist::count_wishes_for_customer(tx, customer).await? >= MOST {
        return Err(WishlistError::Full);
    }
    Ok(wishlist::insert_wish(tx, customer, product, clock.now()).await?)
}
