//! The coupon that a cart carries.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName, SelectableHelper,
    sql_types::{BigInt, Nullable, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, CouponId, coupons::CouponRule};

use super::record::CouponRow;
use crate::{
    Conn, DbError,
    schema::{carts, coupons},
};

/// A coupon, and how often it was used as its cart has to see it.
#[derive(Clone, Debug)]
pub struct CouponOnCart {
    /// The coupon.
    pub id: CouponId,
    /// Its code in capitals.
    pub code: String,
    /// Its conditions.
    pub rule: CouponRule,
    /// Uses by everybody, the reservation of the cart's own open checkout not counted.
    pub used: u32,
    /// Uses by the cart's customer, counted alike; none for guests.
    pub used_by_customer: Option<u32>,
}

#[derive(QueryableByName)]
struct Uses {
    #[diesel(sql_type = BigInt)]
    own: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    by_customer: Option<i64>,
}

const USES: &str = "\
SELECT
  (SELECT count(*) FROM coupon_redemptions r JOIN checkouts c ON c.id = r.checkout_id
   WHERE r.coupon_id = $2 AND r.status = 'reserved' AND c.cart_id = carts.id AND c.status = 'open') AS own,
  CASE WHEN carts.customer_id IS NOT NULL THEN
    (SELECT count(*) FROM coupon_redemptions r JOIN checkouts c ON c.id = r.checkout_id
     WHERE r.coupon_id = $2 AND r.customer_id = carts.customer_id AND r.status <> 'released'
       AND NOT (r.status = 'reserved' AND c.cart_id = carts.id AND c.status = 'open')) END AS by_customer
FROM carts WHERE carts.id = $1";

/// The coupon on a cart.
pub async fn find_coupon_on_cart(conn: &mut Conn, cart: CartId) -> Result<Option<CouponOnCart>, DbError> {
    let row: Option<CouponRow> = coupons::table
        .inner_join(carts::table)
        .filter(carts::id.eq(cart))
        .select(CouponRow::as_select())
        .first(conn)
        .await
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    let uses: Uses =
        diesel::sql_query(USES).bind::<Uuid, _>(cart).bind::<Uuid, _>(row.id).get_result(conn).await?;
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    Ok(Some(CouponOnCart {
        rule: row.rule()?,
        used: count(i64::from(row.used) - uses.own),
        used_by_customer: uses.by_customer.map(count),
        id: row.id,
        code: row.code,
    }))
}

/// Puts a coupon on the cart in place of the one that is there.
pub async fn put_coupon_on_cart(
    tx: &mut Conn,
    now: DateTime<Utc>,
    cart: CartId,
    coupon: CouponId,
) -> Result<(), DbError> {
    diesel::update(carts::table.find(cart))
        .set((carts::coupon_id.eq(coupon), carts::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes the coupon off the cart; the coupon that was there.
pub async fn take_coupon_off_cart(
    tx: &mut Conn,
    now: DateTime<Utc>,
    cart: CartId,
) -> Result<Option<CouponId>, DbError> {
    let there: Option<CouponId> = carts::table.find(cart).select(carts::coupon_id).first(tx).await?;
    if there.is_some() {
        diesel::update(carts::table.find(cart))
            .set((carts::coupon_id.eq(None::<CouponId>), carts::updated_at.eq(now)))
            .execute(tx)
            .await?;
    }
    Ok(there)
}
