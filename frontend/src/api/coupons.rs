//! Coupons, for staff.

use securecart_dto::AdminPage;
use securecart_dto::coupons::{Coupon, CouponQuery, CouponTerms, NewCouponRequest};
use securecart_dto::endpoint::{CreateCoupon, GetCoupon, ListCoupons, UpdateCoupon};

use super::{ApiError, CallHeaders, Client, Versioned, random_key};

/// A page of coupons.
pub async fn list_coupons(client: Client, query: &CouponQuery) -> Result<AdminPage<Coupon>, ApiError> {
    client.send::<ListCoupons>(&[], query, &()).await
}

/// One coupon and its version. Takes the id as it stands in the address; the server judges it.
pub async fn get_coupon(client: Client, coupon: &str) -> Result<Versioned<Coupon>, ApiError> {
    client.send_with::<GetCoupon>(&[coupon], &(), &(), &CallHeaders::default()).await
}

/// Makes a coupon.
pub async fn create_coupon(client: Client, coupon: &NewCouponRequest) -> Result<Versioned<Coupon>, ApiError> {
    let once = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    client.send_with::<CreateCoupon>(&[], &(), coupon, &once).await
}

/// Replaces the terms of a coupon, if it still is in that version.
pub async fn update_coupon(
    client: Client,
    coupon: &str,
    version: Option<String>,
    terms: &CouponTerms,
) -> Result<Versioned<Coupon>, ApiError> {
    let headers = CallHeaders { if_match: version, ..CallHeaders::default() };
    client.send_with::<UpdateCoupon>(&[coupon], &(), terms, &headers).await
}
