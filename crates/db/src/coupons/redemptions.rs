//! Uses of coupons: reserved at checkout, redeemed with the money, released without it.
//!
//! The coupon's row is locked by the statement that counts the use, so that of a hundred who want the last one each
//! finds out in turn; the constraint `coupons_never_overused` has the last word. Whoever reserves also holds stock:
//! coupons come first, everywhere.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl,
    sql_types::{Integer, Nullable, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, CouponId, RedemptionId, UserId};

use crate::{
    Conn, DbError,
    schema::{coupon_redemptions, coupons},
};

/// A use to be reserved.
#[derive(Clone, Copy, Debug)]
pub struct NewRedemption {
    /// Its id.
    pub id: RedemptionId,
    /// The coupon.
    pub coupon: CouponId,
    /// The checkout that uses it.
    pub checkout: CheckoutId,
    /// Its customer; none for guests.
    pub customer: Option<UserId>,
}

/// What came of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// It is reserved.
    Reserved,
    /// Others have used it up, or it was switched off, since the cart was read.
    UsedUp,
    /// The customer has used it as often as one may.
    UsedByCustomer,
}

const COUNT: &str = "\
UPDATE coupons SET used = used + 1, updated_at = $2
WHERE id = $1 AND active AND (max_uses IS NULL OR used < max_uses)
  AND (starts_at IS NULL OR starts_at <= $2) AND (ends_at IS NULL OR ends_at > $2)";

/// The lowest place that none of the customer's uses has; the row of the coupon is locked.
const PLACE: &str = "\
INSERT INTO coupon_redemptions (id, coupon_id, checkout_id, customer_id, place, status, created_at, updated_at)
SELECT $1, $2, $3, $4, place, 'reserved', $6, $6 FROM generate_series(1, $5) AS place
WHERE NOT EXISTS (SELECT 1 FROM coupon_redemptions r
  WHERE r.coupon_id = $2 AND r.customer_id = $4 AND r.place = place.place AND r.status <> 'released')
  AND (SELECT count(*) FROM coupon_redemptions r
    WHERE r.coupon_id = $2 AND r.customer_id = $4 AND r.status <> 'released') < $5
ORDER BY place LIMIT 1";

/// Reserves a use. Unless it is [`Redeemed::Reserved`] the caller has to roll back.
pub async fn reserve_redemption(
    tx: &mut Conn,
    now: DateTime<Utc>,
    new: &NewRedemption,
) -> Result<Redeemed, DbError> {
    let counted =
        diesel::sql_query(COUNT).bind::<Uuid, _>(new.coupon).bind::<Timestamptz, _>(now).execute(tx).await?;
    if counted == 0 {
        return Ok(Redeemed::UsedUp);
    }
    let most: Option<i32> =
        coupons::table.find(new.coupon).select(coupons::max_uses_per_customer).first(tx).await?;
    let Some(most) = most else {
        insert_unlimited(tx, now, new).await?;
        return Ok(Redeemed::Reserved);
    };
    let placed = diesel::sql_query(PLACE)
        .bind::<Uuid, _>(new.id)
        .bind::<Uuid, _>(new.coupon)
        .bind::<Uuid, _>(new.checkout)
        .bind::<Nullable<Uuid>, _>(new.customer)
        .bind::<Integer, _>(most)
        .bind::<Timestamptz, _>(now)
        .execute(tx)
        .await?;
    Ok(if placed > 0 && new.customer.is_some() { Redeemed::Reserved } else { Redeemed::UsedByCustomer })
}

async fn insert_unlimited(tx: &mut Conn, now: DateTime<Utc>, new: &NewRedemption) -> Result<(), DbError> {
    diesel::insert_into(coupon_redemptions::table)
        .values((
            coupon_redemptions::id.eq(new.id),
            coupon_redemptions::coupon_id.eq(new.coupon),
            coupon_redemptions::checkout_id.eq(new.checkout),
            coupon_redemptions::customer_id.eq(new.customer),
            coupon_redemptions::status.eq("reserved"),
            coupon_redemptions::created_at.eq(now),
            coupon_redemptions::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// The checkout was paid: what it reserved is used for good.
pub async fn redeem_coupon(tx: &mut Conn, now: DateTime<Utc>, checkout: CheckoutId) -> Result<(), DbError> {
    end(tx, now, checkout, "redeemed").await?;
    Ok(())
}

/// The checkout ended without money: somebody else may use it.
pub async fn release_redemption(
    tx: &mut Conn,
    now: DateTime<Utc>,
    checkout: CheckoutId,
) -> Result<(), DbError> {
    let Some(coupon) = end(tx, now, checkout, "released").await? else {
        return Ok(());
    };
    diesel::update(coupons::table.find(coupon))
        .set((coupons::used.eq(coupons::used - 1), coupons::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// The coupon, if the checkout had reserved one.
async fn end(
    tx: &mut Conn,
    now: DateTime<Utc>,
    checkout: CheckoutId,
    status: &str,
) -> Result<Option<CouponId>, DbError> {
    let reserved =
        coupon_redemptions::checkout_id.eq(checkout).and(coupon_redemptions::status.eq("reserved"));
    let coupon = diesel::update(coupon_redemptions::table.filter(reserved))
        .set((coupon_redemptions::status.eq(status), coupon_redemptions::updated_at.eq(now)))
        .returning(coupon_redemptions::coupon_id)
        .get_result(tx)
        .await;
    Ok(coupon.optional()?)
}
