//! What payment does to an order, each step a conditional `UPDATE`.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CheckoutId, Currency, OrderId,
    orders::{OrderStatus, PaymentStatus},
};

use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    keys::{OrderKey, SealedEmail},
    schema::{data_keys, orders, payments, users},
    stored::Place,
};
use uuid::Uuid;

/// What makes an order one that people see.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Its number for people.
    pub number: String,
    /// Where mail goes, sealed, if the order does not know yet.
    pub email: Option<(OrderKey, SealedEmail)>,
}

/// How a payment ended.
#[derive(Clone, Debug)]
pub enum PaymentResult {
    /// The amount that was asked for was received.
    Succeeded {
        /// The provider's payment intent; none for orders that cost nothing.
        intent: Option<String>,
    },
    /// Something else was received.
    Mismatched {
        /// The provider's payment intent.
        intent: Option<String>,
        /// What was received; never negative.
        captured_minor: i64,
        /// Its currency, if it is not the one that was asked for.
        captured_currency: Option<Currency>,
    },
    /// Nothing was received.
    Voided,
}

/// The order of a checkout and where it stands.
pub async fn find_order_to_settle(
    tx: &mut Conn,
    checkout: CheckoutId,
) -> Result<Option<(OrderId, OrderStatus)>, DbError> {
    let row: Option<(OrderId, String)> = orders::table
        .filter(orders::checkout_id.eq(checkout))
        .select((orders::id, orders::status))
        .first(tx)
        .await
        .optional()?;
    row.map(|(id, status)| Ok((id, Place { table: "orders", id }.word("status", &status)?))).transpose()
}

/// Pending and paid in full: the order is placed. False if it is not pending any more.
pub async fn place_order(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: OrderId,
    placement: &Placement,
) -> Result<bool, DbError> {
    let pending = orders::id.eq(id).and(orders::status.eq(OrderStatus::Pending.as_str()));
    let moved = diesel::update(orders::table.filter(pending))
        .set((
            orders::status.eq(OrderStatus::Placed.as_str()),
            orders::payment_status.eq(PaymentStatus::Paid.as_str()),
            orders::number.eq(&placement.number),
            orders::placed_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    remember_email(tx, id, placement).await?;
    if moved > 0 {
        count_sold(tx, id).await?;
    }
    Ok(moved > 0)
}

/// Locks the shelves in the order of their ids, so that two orders of the same products do not wait for each other.
const COUNT_SOLD: &str = "\
WITH bought AS (
  SELECT product_id, sum(quantity) AS units FROM order_lines WHERE order_id = $1 GROUP BY product_id
), locked AS (
  SELECT s.product_id, b.units FROM product_shelf s JOIN bought b ON b.product_id = s.product_id
  ORDER BY s.product_id FOR UPDATE OF s
)
UPDATE product_shelf s SET sold = s.sold + l.units FROM locked l WHERE l.product_id = s.product_id";

/// Adds what was ordered to what the products have sold, by which lists are ordered.
async fn count_sold(tx: &mut Conn, order: OrderId) -> Result<(), DbError> {
    changes::note(Change::Stock);
    diesel::sql_query(COUNT_SOLD).bind::<diesel::sql_types::Uuid, _>(order).execute(tx).await?;
    Ok(())
}

/// Money came that does not fit the order, or too late: a person has to look. False if the order is neither
/// pending nor cancelled.
pub async fn flag_order(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: OrderId,
    payment: PaymentStatus,
    placement: &Placement,
) -> Result<bool, DbError> {
    let unplaced = [OrderStatus::Pending.as_str(), OrderStatus::Cancelled.as_str()];
    let moved = diesel::update(orders::table)
        .filter(orders::id.eq(id).and(orders::status.eq_any(unplaced)))
        .set((
            orders::status.eq(OrderStatus::NeedsReview.as_str()),
            orders::payment_status.eq(payment.as_str()),
            orders::number.eq(&placement.number),
            orders::placed_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    remember_email(tx, id, placement).await?;
    Ok(moved > 0)
}

/// The checkout ended without money: nobody needs to know where its order would have gone. False if the order is not
/// pending any more.
pub async fn cancel_pending_order(tx: &mut Conn, now: DateTime<Utc>, id: OrderId) -> Result<bool, DbError> {
    let pending = orders::id.eq(id).and(orders::status.eq(OrderStatus::Pending.as_str()));
    let moved = diesel::update(orders::table.filter(pending))
        .set((
            orders::status.eq(OrderStatus::Cancelled.as_str()),
            orders::payment_status.eq(PaymentStatus::Voided.as_str()),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    if moved > 0 {
        forget_places(tx, id).await?;
    }
    Ok(moved > 0)
}

/// Takes the addresses out of an order, and everything that a guest said who has not bought anything, key included.
async fn forget_places(tx: &mut Conn, id: OrderId) -> Result<(), DbError> {
    let nothing = None::<Vec<u8>>;
    let order = || orders::table.find(id);
    diesel::update(order()).set(orders::delivery_sealed.eq(&nothing)).execute(tx).await?;
    let own: Option<Uuid> = order()
        .inner_join(data_keys::table)
        .filter(data_keys::purpose.eq("order"))
        .select(data_keys::id)
        .first(tx)
        .await
        .optional()?;
    let Some(own) = own else { return Ok(()) };
    diesel::update(order())
        .set((
            orders::email_sealed.eq(&nothing),
            orders::email_index.eq(&nothing),
            orders::data_key_id.eq(None::<Uuid>),
        ))
        .execute(tx)
        .await?;
    diesel::delete(data_keys::table.find(own)).execute(tx).await?;
    Ok(())
}

/// Money that should go back for a cancelled order did not: a person has to look. False if it is not cancelled.
pub async fn review_cancelled_order(tx: &mut Conn, now: DateTime<Utc>, id: OrderId) -> Result<bool, DbError> {
    let cancelled = orders::id.eq(id).and(orders::status.eq(OrderStatus::Cancelled.as_str()));
    let moved = diesel::update(orders::table.filter(cancelled))
        .set((orders::status.eq(OrderStatus::NeedsReview.as_str()), orders::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(moved > 0)
}

/// Writes the end of an order's payment. False if it has succeeded or mismatched before: money that was received
/// stays received.
pub async fn record_payment(
    tx: &mut Conn,
    now: DateTime<Utc>,
    order: OrderId,
    result: &PaymentResult,
) -> Result<bool, DbError> {
    let without_money = payments::order_id.eq(order).and(payments::status.eq_any(["pending", "voided"]));
    let payment = diesel::update(payments::table.filter(without_money));
    let changed = match result {
        PaymentResult::Succeeded { intent } => {
            payment
                .set((
                    payments::status.eq("succeeded"),
                    payments::provider_payment_id.eq(intent.as_ref()),
                    payments::captured_minor.eq(payments::amount_minor),
                    payments::updated_at.eq(now),
                ))
                .execute(tx)
                .await?
        }
        PaymentResult::Mismatched { intent, captured_minor, captured_currency } => {
            payment
                .set((
                    payments::status.eq("mismatched"),
                    payments::provider_payment_id.eq(intent.as_ref()),
                    payments::captured_minor.eq(captured_minor),
                    payments::captured_currency.eq(captured_currency.map(Currency::as_str)),
                    payments::updated_at.eq(now),
                ))
                .execute(tx)
                .await?
        }
        PaymentResult::Voided => {
            payment.set((payments::status.eq("voided"), payments::updated_at.eq(now))).execute(tx).await?
        }
    };
    Ok(changed > 0)
}

/// The order's row is locked by the step before, so nobody else gives it an address meanwhile.
pub(super) async fn remember_email(tx: &mut Conn, id: OrderId, placement: &Placement) -> Result<(), DbError> {
    let Some((key, email)) = &placement.email else {
        return Ok(());
    };
    let without = orders::id.eq(id).and(orders::email_sealed.is_null());
    // Money that comes after its customer was erased brings no address back.
    let lacks: i64 = orders::table
        .left_join(users::table)
        .filter(without.and(users::erased_at.is_null()))
        .count()
        .get_result(tx)
        .await?;
    if lacks == 0 {
        return Ok(());
    }
    let key = key.store(tx).await?;
    diesel::update(orders::table.find(id))
        .set((
            orders::data_key_id.eq(key),
            orders::email_sealed.eq(&email.bytes),
            orders::email_index.eq(email.index.as_slice()),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
