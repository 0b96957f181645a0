//! `POST /cart/items`

use actix_web::{post, web::Json};
use securecart_db::carts::Wanted;
use securecart_domain::cart::Quantity;
use securecart_dto::{
    FieldError, Problem,
    cart::{AddCartItemRequest, Cart},
};

use super::service;
use crate::{
    auth::Shopper,
    http::{ApiError, Valid, fields::Fields},
    state::State,
};

/// What to add, and how much of it.
pub(crate) struct NewItem {
    wanted: Wanted,
    quantity: Quantity,
}

impl TryFrom<AddCartItemRequest> for NewItem {
    type Error = Vec<FieldError>;

    fn try_from(request: AddCartItemRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let quantity = fields.take("/quantity", Quantity::parse(request.quantity));
        let wanted = match (request.product_id, request.variant_id) {
            (Some(product), None) => Some(Wanted::Product(product)),
            (None, Some(variant)) => Some(Wanted::Variant(variant)),
            (None, None) => {
                fields.add("/variant_id", "required", "Give a product_id or a variant_id.");
                None
            }
            (Some(_), Some(_)) => {
                fields.add("/variant_id", "ambiguous", "Give either a product_id or a variant_id.");
                None
            }
        };
        match (wanted, quantity) {
            (Some(wanted), Some(quantity)) => Ok(Self { wanted, quantity }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// Put something into my cart.
///
/// Adds to what is there of it already. More than there is is refused, and the problem says how many there are.
#[utoipa::path(tag = "cart", operation_id = "add_cart_item", security(()), request_body = AddCartItemRequest, responses(
    (status = 200, description = "The cart with it", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/cart/items")]
pub(crate) async fn add_cart_item(
    access: Shopper,
    state: State,
    body: Valid<AddCartItemRequest, NewItem>,
) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner_or_new(&state.clock)?;
    let NewItem { wanted, quantity } = body.into_inner();
    let (actor, clock) = (access.actor(), &state.clock);
    let contents = state
        .db
        .transaction(async |tx| service::add_item(tx, clock, actor, owner, wanted, quantity).await)
        .await?;
    Ok(Json(contents.into_cart(state.config.shop.currency, clock.now())?))
}
