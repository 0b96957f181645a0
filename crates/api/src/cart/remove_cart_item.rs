//! `DELETE /cart/items/{item}`

use actix_web::{delete, web::Json};
use securecart_domain::CartLineId;
use securecart_dto::{Problem, cart::Cart};

use super::{CartError, service};
use crate::{
    auth::Shopper,
    http::{ApiError, path::PathId},
    state::State,
};

/// Take something out of my cart.
#[utoipa::path(tag = "cart", operation_id = "remove_cart_item", security(()), params(("item" = CartLineId, Path)), responses(
    (status = 200, description = "The cart without it", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/cart/items/{item}")]
pub(crate) async fn remove_cart_item(
    access: Shopper,
    path: PathId<CartLineId>,
    state: State,
) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner().ok_or(CartError::NoLine)?;
    let line = path.into_inner();
    let (actor, clock) = (access.actor(), &state.clock);
    let contents =
        state.db.transaction(async |tx| service::remove_item(tx, clock, actor, owner, line).await).await?;
    Ok(Json(contents.into_cart(state.config.shop.currency, clock.now())?))
}
