//! The cart. Every call answers with the cart as it is then.

use securecart_domain::{CartLineId, Money, VariantId};
use securecart_dto::cart::{AddCartItemRequest, Cart, UpdateCartItemRequest};
use securecart_dto::coupons::PutCouponRequest;
use securecart_dto::endpoint::{
    AddCartItem, GetCart, PutCartCoupon, RemoveCartCoupon, RemoveCartItem, UpdateCartItem,
};

use super::{ApiError, Client};

/// The cart.
pub async fn get_cart(client: Client) -> Result<Cart, ApiError> {
    client.send::<GetCart>(&[], &(), &()).await
}

/// Puts so many of a variant into the cart, beside those already in it.
pub async fn add_cart_item(client: Client, variant: VariantId, quantity: u32) -> Result<Cart, ApiError> {
    let item = AddCartItemRequest { product_id: None, variant_id: Some(variant), quantity: quantity.into() };
    client.send::<AddCartItem>(&[], &(), &item).await
}

/// Changes how many there are on a line, and says which price of one unit is agreed to.
pub async fn update_cart_item(
    client: Client,
    line: CartLineId,
    quantity: u32,
    agreed_price: Option<Money>,
) -> Result<Cart, ApiError> {
    let change = UpdateCartItemRequest { quantity: quantity.into(), agreed_price };
    client.send::<UpdateCartItem>(&[&line.to_string()], &(), &change).await
}

/// Takes a line out.
pub async fn remove_cart_item(client: Client, line: CartLineId) -> Result<Cart, ApiError> {
    client.send::<RemoveCartItem>(&[&line.to_string()], &(), &()).await
}

/// Puts a coupon on the cart.
pub async fn put_coupon(client: Client, code: &str) -> Result<Cart, ApiError> {
    client.send::<PutCartCoupon>(&[], &(), &PutCouponRequest { code: code.to_owned() }).await
}

/// Takes the coupon off the cart.
pub async fn remove_coupon(client: Client) -> Result<Cart, ApiError> {
    client.send::<RemoveCartCoupon>(&[], &(), &()).await
}
