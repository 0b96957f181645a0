//! `GET /admin/coupons/{coupon}`

use actix_web::get;
use securecart_db::coupons::find_coupon;
use securecart_domain::CouponId;
use securecart_dto::{Problem, coupons::Coupon};

use super::{CouponError, coupon};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// One coupon.
#[utoipa::path(tag = "coupons", operation_id = "get_coupon", security(("session" = ["read_coupons"])),
    params(("coupon" = CouponId, Path)), responses(
    (status = 200, description = "The coupon; its ETag is what changes need as If-Match", body = Coupon),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/coupons/{coupon}")]
pub(crate) async fn get_coupon(
    _access: Allowed<perm::ReadCoupons>,
    path: PathId<CouponId>,
    state: State,
) -> Result<Tagged<Coupon>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_coupon(&mut conn, path.into_inner()).await?.ok_or(CouponError::NotFound)?;
    let version = found.version;
    Ok(Tagged::new(coupon(found), version))
}
