//! `/v1/coupons`.

use actix_web::{HttpResponse, get, post, web::Path};

use super::call::ApiCall;
use crate::{
    error::ApiError,
    ledger::{Coupon, Ledger},
};

#[post("/v1/coupons")]
pub(super) async fn create_coupon(call: ApiCall) -> HttpResponse {
    call.perform(Ledger::create_coupon).await
}

#[get("/v1/coupons/{id}")]
pub(super) async fn retrieve_coupon(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.coupon(&id).map(Coupon::json).ok_or_else(|| ApiError::missing("coupon", &id, "coupon"))
    })
    .await
}
