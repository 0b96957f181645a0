//! Taking what a refund gives back from the counters, before anybody else can.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl,
    sql_types::{BigInt, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    Money, OrderId, OrderLineId, RefundId, RefundLineId,
    refunds::{RefundOrigin, RefundReason, RefundStatus},
};

use super::{RefundSource, unexpected::take_from_unexpected};
use crate::{
    Conn, DbError,
    schema::{order_lines, payments, refund_lines, refunds},
    shipments::note_fulfilment,
};

/// A refund to be written down.
#[derive(Clone, Debug)]
pub struct NewRefund {
    /// Its id.
    pub id: RefundId,
    /// The order; it has to be locked.
    pub order_id: OrderId,
    /// Which money goes back.
    pub source: RefundSource,
    /// Who decided on it.
    pub origin: RefundOrigin,
    /// Why.
    pub reason: RefundReason,
    /// For staff, at most 500 characters.
    pub note: String,
    /// What goes back.
    pub amount: Money,
    /// How much of it for shipping.
    pub shipping: Money,
    /// How much of it for neither lines nor shipping; negative if less goes back.
    pub adjustment: Money,
    /// Lines with their amounts, in the order of their ids.
    pub lines: Vec<NewRefundLine>,
    /// The provider's refund, if it was made there.
    pub provider_refund_id: Option<String>,
    /// When a job looks after it, should nobody have by then.
    pub next_attempt_at: DateTime<Utc>,
}

/// A line in a refund.
#[derive(Clone, Copy, Debug)]
pub struct NewRefundLine {
    /// Its id.
    pub id: RefundLineId,
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units, 1 to 99.
    pub quantity: u16,
    /// How many of them had not been sent.
    pub withheld: u16,
    /// How many had been sent, and are in no return.
    pub kept: u16,
    /// What goes back for them.
    pub amount: Money,
}

/// Writes a pending refund and takes what it gives back; false if the payment or a line has less left. Then nothing is
/// refunded, and the caller has to roll back.
pub async fn reserve_refund(tx: &mut Conn, now: DateTime<Utc>, new: &NewRefund) -> Result<bool, DbError> {
    if !take_from_payment(tx, now, new).await? {
        return Ok(false);
    }
    for line in &new.lines {
        if !take_from_line(tx, new.order_id, line).await? {
            return Ok(false);
        }
    }
    note_on_order(tx, now, new.order_id, new.shipping.minor()).await?;
    note_fulfilment(tx, now, &[new.order_id]).await?;
    insert_refund(tx, now, new).await?;
    Ok(true)
}

/// The one statement that decides whether there is enough.
async fn take_from_payment(tx: &mut Conn, now: DateTime<Utc>, new: &NewRefund) -> Result<bool, DbError> {
    let amount = new.amount.minor();
    let id = match new.source {
        RefundSource::Order(id) => id,
        RefundSource::Unexpected(id) => return take_from_unexpected(tx, now, id, amount).await,
    };
    let enough = payments::id.eq(id).and((payments::refunded_minor + amount).le(payments::captured_minor));
    let taken = diesel::update(payments::table.filter(enough))
        .set((payments::refunded_minor.eq(payments::refunded_minor + amount), payments::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(taken > 0)
}

async fn take_from_line(tx: &mut Conn, order: OrderId, line: &NewRefundLine) -> Result<bool, DbError> {
    let (units, withheld) = (i32::from(line.quantity), i32::from(line.withheld));
    let amount = line.amount.minor();
    let own = order_lines::id.eq(line.line_id).and(order_lines::order_id.eq(order));
    let enough = (order_lines::refunded_quantity + units).le(order_lines::quantity);
    let taken = diesel::update(order_lines::table.filter(own.and(enough)))
        .set((
            order_lines::refunded_quantity.eq(order_lines::refunded_quantity + units),
            order_lines::withheld_quantity.eq(order_lines::withheld_quantity + withheld),
            order_lines::kept_quantity.eq(order_lines::kept_quantity + i32::from(line.kept)),
            order_lines::refunded_minor.eq(order_lines::refunded_minor + amount),
        ))
        .execute(tx)
        .await?;
    Ok(taken > 0)
}

/// How much of the payment has gone back decides what the order says of it.
const NOTE: &str = "\
UPDATE orders o SET refunded_shipping_minor = o.refunded_shipping_minor + $2, updated_at = $3, payment_status = CASE
  WHEN p.refunded_minor = 0 AND p.status = 'succeeded' THEN 'paid'
  WHEN p.refunded_minor = 0 THEN 'unpaid'
  WHEN p.refunded_minor = p.captured_minor THEN 'refunded'
  ELSE 'partially_refunded' END
FROM payments p WHERE p.order_id = o.id AND o.id = $1";

/// Brings the order along after the payment's counter has changed; `shipping` is what changed of the shipping costs.
pub(super) async fn note_on_order(
    tx: &mut Conn,
    now: DateTime<Utc>,
    order: OrderId,
    shipping: i64,
) -> Result<(), DbError> {
    diesel::sql_query(NOTE)
        .bind::<Uuid, _>(order)
        .bind::<BigInt, _>(shipping)
        .bind::<Timestamptz, _>(now)
        .execute(tx)
        .await?;
    Ok(())
}

async fn insert_refund(tx: &mut Conn, now: DateTime<Utc>, new: &NewRefund) -> Result<(), DbError> {
    let (payment, unexpected_payment) = new.source.columns();
    let lines_minor = new.lines.iter().map(|line| line.amount.minor()).sum::<i64>();
    diesel::insert_into(refunds::table)
        .values((
            (
                refunds::id.eq(new.id),
                refunds::order_id.eq(new.order_id),
                refunds::payment_id.eq(payment),
                refunds::unexpected_payment_id.eq(unexpected_payment),
            ),
            refunds::status.eq(RefundStatus::Pending.as_str()),
            refunds::origin.eq(new.origin.as_str()),
            refunds::reason.eq(new.reason.as_str()),
            refunds::note.eq(&new.note),
            (
                refunds::amount_minor.eq(new.amount.minor()),
                refunds::lines_minor.eq(lines_minor),
                refunds::shipping_minor.eq(new.shipping.minor()),
                refunds::adjustment_minor.eq(new.adjustment.minor()),
                refunds::currency.eq(new.amount.currency().as_str()),
            ),
            refunds::provider_refund_id.eq(new.provider_refund_id.as_ref()),
            refunds::next_attempt_at.eq(new.next_attempt_at),
            (refunds::created_at.eq(now), refunds::updated_at.eq(now)),
        ))
        .execute(tx)
        .await?;
    let rows: Vec<_> = new
        .lines
        .iter()
        .map(|line| {
            (
                refund_lines::id.eq(line.id),
                refund_lines::refund_id.eq(new.id),
                refund_lines::order_line_id.eq(line.line_id),
                refund_lines::quantity.eq(i32::from(line.quantity)),
                refund_lines::withheld_quantity.eq(i32::from(line.withheld)),
                refund_lines::kept_quantity.eq(i32::from(line.kept)),
                refund_lines::amount_minor.eq(line.amount.minor()),
                refund_lines::currency.eq(line.amount.currency().as_str()),
            )
        })
        .collect();
    diesel::insert_into(refund_lines::table).values(rows).execute(tx).await?;
    Ok(())
}
