//! A guest signs in and finds the things again.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl,
    sql_types::{BigInt, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, UserId, VisitorId, pricing::MAX_LINES};

use crate::{
    Conn, DbError,
    accounts::Owner,
    schema::{carts, checkouts},
};

/// The row may have been made a moment ago by another request. Its id is drawn here because most sign-ins
/// find no guest cart and need none.
const ENSURE: &str = "\
INSERT INTO carts (id, customer_id, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, $2)
ON CONFLICT (customer_id) DO UPDATE SET updated_at = excluded.updated_at RETURNING id";

/// Same variant in both carts: the quantities add up, as far as a line goes.
const ADD_UP: &str = "\
UPDATE cart_lines mine SET quantity = least(99, mine.quantity + theirs.quantity), updated_at = $3
FROM cart_lines theirs
WHERE mine.cart_id = $1 AND theirs.cart_id = $2 AND theirs.variant_id = mine.variant_id";

/// The other lines move, as many as the cart takes; the oldest first.
const MOVE: &str = "\
UPDATE cart_lines SET cart_id = $1, updated_at = $3
WHERE id IN (
  SELECT l.id FROM cart_lines l
  WHERE l.cart_id = $2 AND l.variant_id NOT IN (SELECT m.variant_id FROM cart_lines m WHERE m.cart_id = $1)
  ORDER BY l.created_at, l.id
  LIMIT greatest(0, $4 - (SELECT count(*) FROM cart_lines m WHERE m.cart_id = $1)))";

const COUPON: &str = "\
UPDATE carts mine SET coupon_id = coalesce(mine.coupon_id, theirs.coupon_id) FROM carts theirs
WHERE mine.id = $1 AND theirs.id = $2";

/// Moves what the visitor collected into the customer's cart and removes the visitor's.
///
/// Quantities of the same variant add up to at most 99. What open checkouts of the visitor buy is taken out of the
/// customer's cart when it is paid. The customer's coupon stays; without one the visitor's comes along. Does nothing if
/// the visitor has no cart.
pub async fn merge_guest_into_customer(
    tx: &mut Conn,
    now: DateTime<Utc>,
    visitor: VisitorId,
    customer: UserId,
) -> Result<(), DbError> {
    let Some(guest) = super::lock_cart_for_owner(tx, Owner::Visitor(visitor)).await? else {
        return Ok(());
    };
    diesel::sql_query(ENSURE).bind::<Uuid, _>(customer).bind::<Timestamptz, _>(now).execute(tx).await?;
    let own = super::find_cart_for_owner(tx, Owner::Customer(customer)).await?.ok_or(DbError::NotFound)?;
    move_lines(tx, now, own, guest).await?;
    diesel::sql_query(COUPON).bind::<Uuid, _>(own).bind::<Uuid, _>(guest).execute(tx).await?;
    diesel::update(checkouts::table.filter(checkouts::cart_id.eq(guest)))
        .set(checkouts::cart_id.eq(own))
        .execute(tx)
        .await?;
    diesel::delete(carts::table.filter(carts::id.eq(guest))).execute(tx).await?;
    Ok(())
}

async fn move_lines(tx: &mut Conn, now: DateTime<Utc>, own: CartId, guest: CartId) -> Result<(), DbError> {
    diesel::sql_query(ADD_UP)
        .bind::<Uuid, _>(own)
        .bind::<Uuid, _>(guest)
        .bind::<Timestamptz, _>(now)
        .execute(tx)
        .await?;
    diesel::sql_query(MOVE)
        .bind::<Uuid, _>(own)
        .bind::<Uuid, _>(guest)
        .bind::<Timestamptz, _>(now)
        .bind::<BigInt, _>(i64::try_from(MAX_LINES).unwrap_or(i64::MAX))
        .execute(tx)
        .await?;
    Ok(())
}
