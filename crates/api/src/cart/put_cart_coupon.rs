//! `PUT /cart/coupon`

use actix_web::{put, web::Json};
use securecart_domain::coupons::CouponCode;
use securecart_dto::{FieldError, Problem, cart::Cart, coupons::PutCouponRequest};

use super::service;
use crate::{
    auth::Shopper,
    http::{ApiError, Valid, fields::Fields},
    state::State,
};

/// A code that can be one.
pub(crate) struct WantedCoupon(CouponCode);

impl TryFrom<PutCouponRequest> for WantedCoupon {
    type Error = Vec<FieldError>;

    fn try_from(request: PutCouponRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let code = fields.take("/code", CouponCode::parse(&request.code));
        code.map(Self).ok_or_else(|| fields.into_errors())
    }
}

/// Put a coupon on my cart.
///
/// It takes the place of the one that is there. A code that does not exist, or that takes nothing off this cart now, is
/// refused with the reason, and the cart stays as it was.
#[utoipa::path(tag = "cart", operation_id = "put_cart_coupon", security(()), request_body = PutCouponRequest, responses(
    (status = 200, description = "The cart with it", body = Cart),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/cart/coupon")]
pub(crate) async fn put_cart_coupon(
    access: Shopper,
    state: State,
    body: Valid<PutCouponRequest, WantedCoupon>,
) -> Result<Json<Cart>, ApiError> {
    let owner = access.owner_or_new(&state.clock)?;
    let WantedCoupon(code) = body.into_inner();
    let (actor, clock, currency) = (access.actor(), &state.clock, state.config.shop.currency);
    let contents = state
        .db
        .transaction(async |tx| service::put_coupon(tx, clock, actor, owner, &code, currency).await)
        .await?;
    Ok(Json(contents.into_cart(currency, clock.now())?))
}
