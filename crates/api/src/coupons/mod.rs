//! Coupons: what staff make, and what is said of them.

mod create_coupon;
mod error;
mod get_coupon;
mod list_coupons;
mod service;
mod terms;
mod update_coupon;
mod wording;

use chrono::{DateTime, Utc};
use securecart_db::coupons::{CouponRecord, CouponScope};
use securecart_domain::pricing::Discount;
use securecart_dto::coupons::{Coupon, CouponDiscount, CouponTerms};
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::CouponError;
pub(crate) use wording::{problem_in_words, summary};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_coupons::list_coupons)
        .service(create_coupon::create_coupon)
        .service(get_coupon::get_coupon)
        .service(update_coupon::update_coupon);
}

fn coupon(record: CouponRecord) -> Coupon {
    let (covers_all, products, categories) = match record.scope {
        CouponScope::Everything => (true, Vec::new(), Vec::new()),
        CouponScope::Chosen { products, categories } => (false, products, categories),
    };
    let rule = record.rule;
    Coupon {
        id: record.id,
        code: record.code,
        summary: summary(&rule.discount),
        discount: discount(rule.discount),
        covers_all,
        products,
        categories,
        terms: CouponTerms {
            description: record.description,
            active: rule.active,
            minimum: rule.minimum,
            starts_at: rule.starts_at.and_then(time),
            ends_at: rule.ends_at.and_then(time),
            max_uses: rule.max_uses,
            max_uses_per_customer: rule.max_uses_per_customer,
        },
        used: record.used,
        created_at: record.created_at,
    }
}

/// What a coupon takes off, as it goes over the wire.
pub(crate) fn discount(discount: Discount) -> CouponDiscount {
    match discount {
        Discount::Percent(percent) => CouponDiscount::Percent { percent: percent.number() },
        Discount::Amount(amount) => CouponDiscount::Amount { amount },
        Discount::FreeShipping => CouponDiscount::FreeShipping {},
    }
}

fn time(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}
