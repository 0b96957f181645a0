//! What staff do with coupons.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{Currency, coupons::CouponRule, pricing::Discount};

use super::{CouponRecord, CouponScope};
use crate::{
    Conn, DbError,
    schema::{coupon_categories, coupon_products, coupons},
};

/// Makes a coupon in the shop's currency. [`DbError`] of `coupons_code_key` if another one has its code.
pub async fn insert_coupon(tx: &mut Conn, currency: Currency, coupon: &CouponRecord) -> Result<(), DbError> {
    let rule = &coupon.rule;
    let (kind, percent, amount) = match rule.discount {
        Discount::Percent(percent) => ("percent", Some(i32::from(percent.hundredths())), None),
        Discount::Amount(amount) => ("amount", None, Some(amount.minor())),
        Discount::FreeShipping => ("free_shipping", None, None),
    };
    diesel::insert_into(coupons::table)
        .values((
            coupons::id.eq(coupon.id),
            coupons::code.eq(&coupon.code),
            coupons::description.eq(&coupon.description),
            coupons::kind.eq(kind),
            coupons::percent_hundredths.eq(percent),
            coupons::amount_minor.eq(amount),
            coupons::minimum_minor.eq(rule.minimum.map(securecart_domain::Money::minor)),
            coupons::currency.eq(currency.as_str()),
            coupons::covers_all.eq(coupon.scope == CouponScope::Everything),
            coupons::active.eq(rule.active),
            coupons::starts_at.eq(time(rule.starts_at)),
            coupons::ends_at.eq(time(rule.ends_at)),
            coupons::max_uses.eq(count(rule.max_uses)),
            coupons::max_uses_per_customer.eq(count(rule.max_uses_per_customer)),
            coupons::created_at.eq(coupon.created_at),
            coupons::updated_at.eq(coupon.created_at),
        ))
        .execute(tx)
        .await?;
    insert_scope(tx, coupon).await
}

async fn insert_scope(tx: &mut Conn, coupon: &CouponRecord) -> Result<(), DbError> {
    let CouponScope::Chosen { products, categories } = &coupon.scope else {
        return Ok(());
    };
    let products: Vec<_> = products
        .iter()
        .map(|id| (coupon_products::coupon_id.eq(coupon.id), coupon_products::product_id.eq(*id)))
        .collect();
    diesel::insert_into(coupon_products::table).values(products).execute(tx).await?;
    let categories: Vec<_> = categories
        .iter()
        .map(|id| (coupon_categories::coupon_id.eq(coupon.id), coupon_categories::category_id.eq(*id)))
        .collect();
    diesel::insert_into(coupon_categories::table).values(categories).execute(tx).await?;
    Ok(())
}

/// Sets what staff may change of a coupon (description, dates, minimum, limits, whether it can be used) and raises its
/// version. Code, discount and scope stay. [`DbError`] of `coupons_never_overused` if it was used more often than the
/// new limit says.
pub async fn update_coupon(tx: &mut Conn, now: DateTime<Utc>, coupon: &CouponRecord) -> Result<(), DbError> {
    let CouponRule { minimum, active, starts_at, ends_at, max_uses, max_uses_per_customer, .. } = coupon.rule;
    diesel::update(coupons::table.find(coupon.id))
        .set((
            coupons::description.eq(&coupon.description),
            coupons::minimum_minor.eq(minimum.map(securecart_domain::Money::minor)),
            coupons::active.eq(active),
            coupons::starts_at.eq(time(starts_at)),
            coupons::ends_at.eq(time(ends_at)),
            coupons::max_uses.eq(count(max_uses)),
            coupons::max_uses_per_customer.eq(count(max_uses_per_customer)),
            coupons::version.eq(coupons::version + 1),
            coupons::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

fn time(seconds: Option<i64>) -> Option<DateTime<Utc>> {
    seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0))
}

fn count(number: Option<u32>) -> Option<i32> {
    number.map(|number| i32::try_from(number).unwrap_or(i32::MAX))
}
