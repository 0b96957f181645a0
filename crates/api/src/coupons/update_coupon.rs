//! `PUT /admin/coupons/{coupon}`

use actix_web::put;
use securecart_domain::CouponId;
use securecart_dto::{
    Problem,
    coupons::{Coupon, CouponTerms},
};

use super::{coupon, service, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        path::PathId,
    },
    state::State,
};

/// Change when and how often a coupon can be used.
///
/// The terms are replaced as a whole. Orders that used it keep their discount.
#[utoipa::path(tag = "coupons", operation_id = "update_coupon", security(("session" = ["write_coupons"])),
    params(("coupon" = CouponId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = CouponTerms, responses(
    (status = 200, description = "The coupon as it is now", body = Coupon),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/admin/coupons/{coupon}")]
pub(crate) async fn update_coupon(
    access: Allowed<perm::WriteCoupons>,
    path: PathId<CouponId>,
    if_match: IfMatch,
    state: State,
    body: Valid<CouponTerms, Terms>,
) -> Result<Tagged<Coupon>, ApiError> {
    let (id, terms) = (path.into_inner(), body.into_inner());
    service::refuse_other_minimum(&terms, "/minimum", state.config.shop.currency)?;
    let changed = state
        .db
        .transaction(async |tx| {
            service::update_coupon(&access, tx, &state.clock, id, &if_match, &terms).await
        })
        .await?;
    let version = changed.version;
    Ok(Tagged::new(coupon(changed), version))
}
