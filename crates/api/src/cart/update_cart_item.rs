//! `PATCH /cart/items/{item}`

use actix_web::{patch, web::Json};
use securecart_domain::{CartLineId, cart::Quantity};
use securecart_dto::{
    FieldError, Problem,
    cart::{Cart, UpdateCartItemRequest},
};

use super::{CartError, service};
use crate::{
    auth::Shopper,
    http::{ApiError, Valid, fields::Fields, path::PathId},
    state::State,
};

/// How many there shall be.
pub(crate) struct NewQuantity(Quantity);

impl TryFrom<UpdateCartItemRequest> for NewQuantity {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateCartItemRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/quantity", Quantity::parse(request.quantity)) {
            Some(quantity) => Ok(Self(quantity)),
            None => Err(fields.into_errors()),
        }
    }
}

/// Change how many.
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
    body: Valid<UpdateCartItemRequest, NewQuantity>,
) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner().ok_or(CartError::NoLine)?;
    let (line, NewQuantity(quantity)) = (path.into_inner(), body.into_inner());
    let (actor, clock) = (access.actor(), &state.clock);
    let contents = state
        .db
        .transaction(async |tx| service::update_item(tx, clock, actor, owner, line, quantity).await)
        .await?;
    Ok(Json(contents.into_cart(state.config.shop.currency, clock.now())?))
}
