//! Money that came for an order that other money had paid already.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{Money, OrderId, UnexpectedPaymentId};

use crate::{
    Conn, DbError,
    schema::{payments, unexpected_payments},
    stored::Place,
};

/// Money to be written down.
#[derive(Clone, Debug)]
pub struct NewUnexpectedPayment {
    /// Its id.
    pub id: UnexpectedPaymentId,
    /// The order that was paid already; it has to be locked.
    pub order_id: OrderId,
    /// The provider's payment page through which it came.
    pub provider_session_id: String,
    /// The provider's payment.
    pub provider_payment_id: String,
    /// What was received; more than nothing.
    pub amount: Money,
}

/// The money that an order was paid with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPayment {
    /// The provider's payment; none if nothing had to be paid.
    pub provider_payment_id: Option<String>,
}

/// What an order was paid with, the right amount or another; none as long as nothing has come. The order's checkout has
/// to be locked, so that nothing comes meanwhile.
pub async fn find_received_payment(
    tx: &mut Conn,
    order: OrderId,
) -> Result<Option<ReceivedPayment>, DbError> {
    let received = payments::order_id.eq(order).and(payments::status.eq_any(["succeeded", "mismatched"]));
    let found = payments::table.filter(received).select(payments::provider_payment_id);
    let found: Option<Option<String>> = found.first(tx).await.optional()?;
    Ok(found.map(|provider_payment_id| ReceivedPayment { provider_payment_id }))
}

/// Writes it down; false if that was done before.
pub async fn insert_unexpected_payment(
    tx: &mut Conn,
    now: DateTime<Utc>,
    new: &NewUnexpectedPayment,
) -> Result<bool, DbError> {
    let written = diesel::insert_into(unexpected_payments::table)
        .values((
            unexpected_payments::id.eq(new.id),
            unexpected_payments::order_id.eq(new.order_id),
            unexpected_payments::provider_session_id.eq(&new.provider_session_id),
            unexpected_payments::provider_payment_id.eq(&new.provider_payment_id),
            unexpected_payments::captured_minor.eq(new.amount.minor()),
            unexpected_payments::currency.eq(new.amount.currency().as_str()),
            unexpected_payments::received_at.eq(now),
            unexpected_payments::updated_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(written > 0)
}

/// What of it has not gone back; `None` if there is no such payment. Its order has to be locked.
pub async fn find_left_of_unexpected(
    tx: &mut Conn,
    id: UnexpectedPaymentId,
) -> Result<Option<Money>, DbError> {
    let left = unexpected_payments::captured_minor - unexpected_payments::refunded_minor;
    let found = unexpected_payments::table.find(id).select((left, unexpected_payments::currency));
    let found: Option<(i64, String)> = found.first(tx).await.optional()?;
    let place = Place { table: "unexpected_payments", id };
    found.map(|(minor, currency)| place.money(minor, &currency)).transpose()
}

/// The one statement that decides whether there is enough.
pub(super) async fn take_from_unexpected(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: UnexpectedPaymentId,
    amount: i64,
) -> Result<bool, DbError> {
    let left = (unexpected_payments::refunded_minor + amount).le(unexpected_payments::captured_minor);
    let taken = diesel::update(unexpected_payments::table.filter(unexpected_payments::id.eq(id).and(left)))
        .set((
            unexpected_payments::refunded_minor.eq(unexpected_payments::refunded_minor + amount),
            unexpected_payments::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(taken > 0)
}

/// What a refund took that did not go.
pub(super) async fn give_back_to_unexpected(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: UnexpectedPaymentId,
    amount: i64,
) -> Result<(), DbError> {
    diesel::update(unexpected_payments::table.find(id))
        .set((
            unexpected_payments::refunded_minor.eq(unexpected_payments::refunded_minor - amount),
            unexpected_payments::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
