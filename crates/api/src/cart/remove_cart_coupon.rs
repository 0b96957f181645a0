//! `DELETE /cart/coupon`

use actix_web::{delete, web::Json};
use securecart_dto::{Problem, cart::Cart};

use super::{CartContents, service};
use crate::{auth::Shopper, http::ApiError, state::State};

/// Take the coupon off my cart.
///
/// Nothing happens if there is none.
#[utoipa::path(tag = "cart", operation_id = "remove_cart_coupon", security(()), responses(
    (status = 200, description = "The cart without it", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/cart/coupon")]
pub(crate) async fn remove_cart_coupon(access: Shopper, state: State) -> Result<Json<Cart>, ApiError> {
    let (actor, clock) = (access.actor(), &state.clock);
    let contents = match access.owner() {
        Some(owner) => {
            state.db.transaction(async |tx| service::remove_coupon(tx, clock, actor, owner).await).await?
        }
        None => CartContents::default(),
    };
    Ok(Json(contents.into_cart(state.config.shop.currency, clock.now())?))
}
