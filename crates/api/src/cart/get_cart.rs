//! `GET /cart`

use actix_web::{get, web::Json};
use securecart_dto::{Problem, cart::Cart};

use super::service;
use crate::{auth::Shopper, http::ApiError, state::State};

/// My cart.
///
/// With today's prices and stock. A guest has one too; it follows when the guest signs in.
#[utoipa::path(tag = "cart", operation_id = "get_cart", security(()), responses(
    (status = 200, description = "The cart, which may be empty", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/cart")]
pub(crate) async fn get_cart(access: Shopper, state: State) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner();
    let mut conn = state.db.connection().await?;
    let contents = service::get_cart(&mut conn, owner).await?;
    Ok(Json(contents.into_cart(state.config.shop.currency, state.clock.now())?))
}
