//! `POST /admin/coupons`

use std::collections::BTreeSet;

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_db::coupons::CouponScope;
use securecart_domain::{
    Money,
    coupons::CouponCode,
    pricing::{Discount, Percent},
};
use securecart_dto::{
    FieldError, Problem,
    coupons::{Coupon, CouponDiscount, NewCouponRequest},
};

use super::{coupon, service, terms::Terms};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid, etag::Tagged, fields::Fields},
    state::State,
};

/// The most products, and the most categories, that one coupon lists.
const MAX_COVERED: usize = 100;

/// A coupon that keeps the rules.
pub(crate) struct CouponDraft {
    /// None if one is to be drawn.
    pub(super) code: Option<CouponCode>,
    pub(super) discount: Discount,
    pub(super) scope: CouponScope,
    pub(super) terms: Terms,
}

impl TryFrom<NewCouponRequest> for CouponDraft {
    type Error = Vec<FieldError>;

    fn try_from(request: NewCouponRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let code = fields.take_optional("/code", request.code.as_deref().map(CouponCode::parse));
        let discount = match &request.discount {
            CouponDiscount::Percent { percent } => {
                fields.take("/discount/percent", Percent::parse(percent)).map(Discount::Percent)
            }
            CouponDiscount::Amount { amount } => {
                fields.take("/discount/amount", taken_off(*amount)).map(Discount::Amount)
            }
            CouponDiscount::FreeShipping {} => Some(Discount::FreeShipping),
        };
        for (pointer, covered) in
            [("/products", request.products.len()), ("/categories", request.categories.len())]
        {
            if covered > MAX_COVERED {
                fields.add(pointer, "too_many", format!("at most {MAX_COVERED}"));
            }
        }
        let terms = Terms::read(&mut fields, "/terms", &request.terms);
        let scope = scope(request);
        match (code, discount, terms, fields.finish()) {
            (Some(code), Some(discount), Some(terms), Ok(())) => Ok(Self { code, discount, scope, terms }),
            (.., errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

fn scope(request: NewCouponRequest) -> CouponScope {
    if request.products.is_empty() && request.categories.is_empty() {
        return CouponScope::Everything;
    }
    CouponScope::Chosen {
        products: request.products.into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
        categories: request.categories.into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

fn taken_off(amount: Money) -> Result<Money, &'static str> {
    let fits = (1..=Money::MAX_PRICE_MINOR).contains(&amount.minor());
    if fits { Ok(amount) } else { Err("an amount of more than nothing") }
}

/// Make a coupon.
///
/// Code, discount and what it covers stay as they are; when and how often it can be used can be changed.
#[utoipa::path(tag = "coupons", operation_id = "create_coupon", security(("session" = ["write_coupons"])),
    request_body = NewCouponRequest, responses(
    (status = 201, description = "The new coupon", body = Coupon),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/coupons")]
pub(crate) async fn create_coupon(
    access: Allowed<perm::WriteCoupons>,
    state: State,
    body: Valid<NewCouponRequest, CouponDraft>,
) -> Result<CustomizeResponder<Tagged<Coupon>>, ApiError> {
    let draft = body.into_inner();
    service::refuse_other_currencies(&draft, state.config.shop.currency)?;
    let currency = state.config.shop.currency;
    let made = state
        .db
        .transaction(async |tx| service::create_coupon(&access, tx, &state.clock, currency, &draft).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/coupons/{}", made.id), made.version);
    let created = Tagged::new(coupon(made), version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
