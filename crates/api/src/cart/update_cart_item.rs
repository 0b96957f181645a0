//! `PATCH /cart/items/{item}`

use actix_web::{patch, web::Json};
use securecart_domain::{CartLineId, Money, cart::Quantity};
use securecart_dto::{
    FieldError, Problem,
    cart::{Cart, UpdateCartItemRequest},
};

use super::{
    CartError,
    service::{self, LineChange},
};
use crate::{
    auth::Shopper,
    http::{ApiError, Valid, fields::Fields, path::PathId},
    state::State,
};

impl TryFrom<UpdateCartItemRequest> for LineChange {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateCartItemRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let agreed_price = request.agreed_price;
        let possible = |price: Money| (0..=Money::MAX_PRICE_MINOR).contains(&price.minor());
        if !agreed_price.is_none_or(possible) {
            fields.add("/agreed_price/amount_minor", "invalid", "this is no price of anything in the shop");
        }
        match (fields.take("/quantity", Quantity::parse(request.quantity)), fields.finish()) {
            (Some(quantity), Ok(())) => Ok(Self { quantity, agreed_price }),
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Change how many, or agree to a new price.
///
/// More than there is becomes what there is, and a notice in the answer says so.
#[utoipa::path(tag = "cart", operation_id = "update_cart_item", security(()), params(("item" = CartLineId, Path)),
    request_body = UpdateCartItemRequest, responses(
    (status = 200, description = "The cart as it is now", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/cart/items/{item}")]
pub(crate) async fn update_cart_item(
    access: Shopper,
    path: PathId<CartLineId>,
    state: State,
    body: Valid<UpdateCartItemRequest, LineChange>,
) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner().ok_or(CartError::NoLine)?;
    let (line, change) = (path.into_inner(), body.into_inner());
    let (actor, clock) = (access.actor(), &state.clock);
    let contents = state
        .db
        .transaction(async |tx| service::update_item(tx, clock, actor, owner, line, change).await)
        .await?;
    Ok(Json(contents.into_cart(state.config.shop.currency, clock.now())?))
}
