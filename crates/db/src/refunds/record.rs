//! Refunds as they are written down.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    Money, OrderId, OrderLineId, PaymentId, RefundId, UnexpectedPaymentId,
    refunds::{RefundOrigin, RefundReason, RefundStatus},
};

use crate::{
    Conn, DbError,
    schema::{order_lines, refund_lines, refunds},
    stored::Place,
};

/// The money that a refund gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundSource {
    /// The payment of its order.
    Order(PaymentId),
    /// Money that came for the order when that had been paid already.
    Unexpected(UnexpectedPaymentId),
}

impl RefundSource {
    /// As the two columns have it, of which exactly one is filled.
    pub(super) const fn columns(self) -> (Option<PaymentId>, Option<UnexpectedPaymentId>) {
        match self {
            Self::Order(id) => (Some(id), None),
            Self::Unexpected(id) => (None, Some(id)),
        }
    }

    const fn of(columns: (Option<PaymentId>, Option<UnexpectedPaymentId>)) -> Option<Self> {
        match columns {
            (Some(id), None) => Some(Self::Order(id)),
            (None, Some(id)) => Some(Self::Unexpected(id)),
            _ => None,
        }
    }
}

/// A refund.
#[derive(Clone, Debug)]
pub struct RefundRecord {
    /// Its id.
    pub id: RefundId,
    /// The order.
    pub order_id: OrderId,
    /// Which money goes back.
    pub source: RefundSource,
    /// Where it stands.
    pub status: RefundStatus,
    /// Who decided on it.
    pub origin: RefundOrigin,
    /// Why.
    pub reason: RefundReason,
    /// For staff.
    pub note: String,
    /// What goes back.
    pub amount: Money,
    /// How much of it for shipping.
    pub shipping: Money,
    /// How much of it for neither lines nor shipping; negative if less goes back.
    pub adjustment: Money,
    /// The provider's refund, once it has answered.
    pub provider_refund_id: Option<String>,
    /// Why it failed, in the provider's word; empty if it did not.
    pub failure: String,
    /// How often a job has looked after it.
    pub attempts: i32,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it ended, one way or the other.
    pub completed_at: Option<DateTime<Utc>>,
    /// Its lines, in the order of the order's.
    pub lines: Vec<RefundLineRecord>,
}

/// A line in a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundLineRecord {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// What was bought, as the order says it.
    pub name: String,
    /// The variant, as the order says it; empty if there was no choice.
    pub variant_title: String,
    /// Units.
    pub quantity: u16,
    /// How many of them had not been sent.
    pub withheld: u16,
    /// How many had been sent, and are in no return.
    pub kept: u16,
    /// What goes back for them.
    pub amount: Money,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = refunds)]
struct RefundRow {
    id: RefundId,
    order_id: OrderId,
    payment_id: Option<PaymentId>,
    unexpected_payment_id: Option<UnexpectedPaymentId>,
    status: String,
    origin: String,
    reason: String,
    note: String,
    amount_minor: i64,
    shipping_minor: i64,
    adjustment_minor: i64,
    currency: String,
    provider_refund_id: Option<String>,
    failure: String,
    attempts: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    completed_at: Option<DateTime<Utc>>,
}

/// A refund, whoever's it is.
pub async fn find_refund_any(conn: &mut Conn, id: RefundId) -> Result<Option<RefundRecord>, DbError> {
    let row = refunds::table.find(id).select(RefundRow::as_select()).first(conn).await.optional()?;
    Ok(assemble(conn, row.into_iter().collect()).await?.pop())
}

/// The refund that the provider calls so.
pub async fn find_refund_by_provider(
    conn: &mut Conn,
    provider_refund_id: &str,
) -> Result<Option<RefundRecord>, DbError> {
    let row = refunds::table
        .filter(refunds::provider_refund_id.eq(provider_refund_id))
        .select(RefundRow::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(assemble(conn, row.into_iter().collect()).await?.pop())
}

/// The refunds of these orders, oldest first; whose they are has to be known already.
pub async fn list_refunds_any(conn: &mut Conn, orders: &[OrderId]) -> Result<Vec<RefundRecord>, DbError> {
    let rows = refunds::table
        .filter(refunds::order_id.eq_any(orders))
        .order((refunds::order_id, refunds::id))
        .select(RefundRow::as_select())
        .load(conn)
        .await?;
    assemble(conn, rows).await
}

type LineRow = (RefundId, OrderLineId, String, String, (i32, i32, i32), i64, String);

async fn assemble(conn: &mut Conn, rows: Vec<RefundRow>) -> Result<Vec<RefundRecord>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<RefundId> = rows.iter().map(|row| row.id).collect();
    let found: Vec<LineRow> = refund_lines::table
        .inner_join(order_lines::table)
        .filter(refund_lines::refund_id.eq_any(ids))
        .order(order_lines::position)
        .select((
            refund_lines::refund_id,
            refund_lines::order_line_id,
            order_lines::name,
            order_lines::variant_title,
            (refund_lines::quantity, refund_lines::withheld_quantity, refund_lines::kept_quantity),
            refund_lines::amount_minor,
            refund_lines::currency,
        ))
        .load(conn)
        .await?;
    let mut lines: HashMap<RefundId, Vec<RefundLineRecord>> = HashMap::new();
    for (refund, line_id, name, variant_title, (quantity, withheld, kept), minor, currency) in found {
        let place = Place { table: "refund_lines", id: refund };
        let quantity = place.quantity(quantity)?.get();
        let withheld = place.present("withheld_quantity", u16::try_from(withheld).ok())?;
        let kept = place.present("kept_quantity", u16::try_from(kept).ok())?;
        let amount = place.money(minor, &currency)?;
        lines.entry(refund).or_default().push(RefundLineRecord {
            line_id,
            name,
            variant_title,
            quantity,
            withheld,
            kept,
            amount,
        });
    }
    rows.into_iter()
        .map(|row| {
            let own = lines.remove(&row.id).unwrap_or_default();
            record(row, own)
        })
        .collect()
}

fn record(row: RefundRow, lines: Vec<RefundLineRecord>) -> Result<RefundRecord, DbError> {
    let place = Place { table: "refunds", id: row.id };
    let money = |minor| place.money(minor, &row.currency);
    Ok(RefundRecord {
        status: place.word("status", &row.status)?,
        origin: place.word("origin", &row.origin)?,
        reason: place.word("reason", &row.reason)?,
        amount: money(row.amount_minor)?,
        shipping: money(row.shipping_minor)?,
        adjustment: money(row.adjustment_minor)?,
        id: row.id,
        order_id: row.order_id,
        source: place.present("payment_id", RefundSource::of((row.payment_id, row.unexpected_payment_id)))?,
        note: row.note,
        provider_refund_id: row.provider_refund_id,
        failure: row.failure,
        attempts: row.attempts,
        created_at: row.created_at,
        updated_at: row.updated_at,
        completed_at: row.completed_at,
        lines,
    })
}
