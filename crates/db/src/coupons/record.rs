//! Coupons as staff see them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, PgTextExpressionMethods, QueryDsl,
    Queryable, Selectable, SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CategoryId, CouponId, ProductId,
    coupons::CouponRule,
    pricing::{Discount, Percent},
};

use crate::{
    Conn, DbError,
    schema::{coupon_categories, coupon_products, coupons},
    stored::Place,
};

/// What of the catalogue a coupon covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CouponScope {
    /// All of it.
    Everything,
    /// These products, and what is in these categories or below them.
    Chosen {
        /// Products.
        products: Vec<ProductId>,
        /// Categories.
        categories: Vec<CategoryId>,
    },
}

/// A coupon with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponRecord {
    /// Its id.
    pub id: CouponId,
    /// The code that shoppers type, in capitals.
    pub code: String,
    /// What it is for, in words of the staff.
    pub description: String,
    /// Its conditions.
    pub rule: CouponRule,
    /// What it covers.
    pub scope: CouponScope,
    /// How often it was used, checkouts that can still be paid counted in.
    pub used: u32,
    /// Goes up with every change by staff.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Which coupons to list.
#[derive(Clone, Debug, Default)]
pub struct CouponFilter {
    /// A part of code or description, with no regard to case.
    pub text: Option<String>,
    /// Only those that are switched on, or off.
    pub active: Option<bool>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = coupons)]
pub(super) struct CouponRow {
    pub(super) id: CouponId,
    pub(super) code: String,
    description: String,
    kind: String,
    percent_hundredths: Option<i32>,
    amount_minor: Option<i64>,
    minimum_minor: Option<i64>,
    currency: String,
    covers_all: bool,
    active: bool,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    max_uses: Option<i32>,
    max_uses_per_customer: Option<i32>,
    pub(super) used: i32,
    version: i64,
    created_at: DateTime<Utc>,
}

impl CouponRow {
    pub(super) fn rule(&self) -> Result<CouponRule, DbError> {
        let count = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
        let place = Place { table: "coupons", id: self.id };
        let money = |minor: i64| place.money(minor, &self.currency);
        Ok(CouponRule {
            discount: self.discount(place)?,
            minimum: self.minimum_minor.map(money).transpose()?,
            active: self.active,
            starts_at: self.starts_at.map(|time| time.timestamp()),
            ends_at: self.ends_at.map(|time| time.timestamp()),
            max_uses: count(self.max_uses),
            max_uses_per_customer: count(self.max_uses_per_customer),
        })
    }

    fn discount(&self, place: Place<CouponId>) -> Result<Discount, DbError> {
        match self.kind.as_str() {
            "percent" => {
                let hundredths = place.present("percent_hundredths", self.percent_hundredths)?;
                let percent = Percent::from_hundredths(hundredths.into()).ok();
                Ok(Discount::Percent(place.present("percent_hundredths", percent)?))
            }
            "amount" => {
                let minor = place.present("amount_minor", self.amount_minor)?;
                Ok(Discount::Amount(place.money(minor, &self.currency)?))
            }
            "free_shipping" => Ok(Discount::FreeShipping),
            _ => place.present("kind", None),
        }
    }

    fn record(self, scope: CouponScope) -> Result<CouponRecord, DbError> {
        Ok(CouponRecord {
            rule: self.rule()?,
            scope,
            used: u32::try_from(self.used).unwrap_or(0),
            id: self.id,
            code: self.code,
            description: self.description,
            version: self.version,
            created_at: self.created_at,
        })
    }
}

/// Coupons behind `after`, newest first, at most `limit`, and how many of that kind there are in all.
pub async fn list_coupons(
    conn: &mut Conn,
    filter: &CouponFilter,
    after: Option<CouponId>,
    limit: i64,
) -> Result<(Vec<CouponRecord>, u64), DbError> {
    let (mut page, mut all) = (coupons::table.into_boxed(), coupons::table.into_boxed());
    if let Some(text) = &filter.text {
        let like = crate::catalog::anywhere(text);
        let found = || coupons::code.ilike(like.clone()).or(coupons::description.ilike(like.clone()));
        (page, all) = (page.filter(found()), all.filter(found()));
    }
    if let Some(active) = filter.active {
        (page, all) = (page.filter(coupons::active.eq(active)), all.filter(coupons::active.eq(active)));
    }
    let total: i64 = all.count().get_result(conn).await?;
    if let Some(after) = after {
        page = page.filter(coupons::id.lt(after));
    }
    let rows: Vec<CouponRow> =
        page.order(coupons::id.desc()).limit(limit).select(CouponRow::as_select()).load(conn).await?;
    Ok((complete(conn, rows).await?, u64::try_from(total).unwrap_or(0)))
}

/// One coupon.
pub async fn find_coupon(conn: &mut Conn, id: CouponId) -> Result<Option<CouponRecord>, DbError> {
    let row: Option<CouponRow> =
        coupons::table.find(id).select(CouponRow::as_select()).first(conn).await.optional()?;
    Ok(complete(conn, row.into_iter().collect()).await?.pop())
}

/// The coupon with this code, whether it can be used or not.
pub async fn find_coupon_id_by_code(conn: &mut Conn, code: &str) -> Result<Option<CouponId>, DbError> {
    Ok(coupons::table.filter(coupons::code.eq(code)).select(coupons::id).first(conn).await.optional()?)
}

/// Adds what each covers, with two queries for all of them.
async fn complete(conn: &mut Conn, rows: Vec<CouponRow>) -> Result<Vec<CouponRecord>, DbError> {
    let ids: Vec<CouponId> = rows.iter().filter(|row| !row.covers_all).map(|row| row.id).collect();
    let (mut products, mut categories) = (HashMap::new(), HashMap::new());
    if !ids.is_empty() {
        products = by_coupon(
            coupon_products::table
                .filter(coupon_products::coupon_id.eq_any(&ids))
                .order(coupon_products::product_id)
                .load(conn)
                .await?,
        );
        categories = by_coupon(
            coupon_categories::table
                .filter(coupon_categories::coupon_id.eq_any(&ids))
                .order(coupon_categories::category_id)
                .load(conn)
                .await?,
        );
    }
    rows.into_iter()
        .map(|row| {
            let scope = if row.covers_all {
                CouponScope::Everything
            } else {
                CouponScope::Chosen {
                    products: products.remove(&row.id).unwrap_or_default(),
                    categories: categories.remove(&row.id).unwrap_or_default(),
                }
            };
            row.record(scope)
        })
        .collect()
}

fn by_coupon<T>(pairs: Vec<(CouponId, T)>) -> HashMap<CouponId, Vec<T>> {
    let mut found: HashMap<CouponId, Vec<T>> = HashMap::new();
    for (coupon, covered) in pairs {
        found.entry(coupon).or_default().push(covered);
    }
    found
}
