//! How a refund ends. The order has to be locked before the refund is looked at.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{RefundId, refunds::RefundStatus};

use super::{RefundRecord, RefundSource, reserve::note_on_order, unexpected::give_back_to_unexpected};
use crate::{
    Conn, DbError,
    returns::note_failed_refund,
    schema::{order_lines, payments, refunds},
    shipments::note_fulfilment,
};

/// The longest word of the provider that is kept, in characters.
const MAX_FAILURE: usize = 200;

/// Remembers what the provider calls the refund; once known it stays.
pub async fn remember_provider_refund(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: RefundId,
    provider_refund_id: &str,
) -> Result<(), DbError> {
    let unknown = refunds::id.eq(id).and(refunds::provider_refund_id.is_null());
    diesel::update(refunds::table.filter(unknown))
        .set((refunds::provider_refund_id.eq(provider_refund_id), refunds::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// The provider has sent the money; false if the refund is not pending.
pub async fn succeed_refund(tx: &mut Conn, now: DateTime<Utc>, id: RefundId) -> Result<bool, DbError> {
    let pending = refunds::id.eq(id).and(refunds::status.eq(RefundStatus::Pending.as_str()));
    let done = diesel::update(refunds::table.filter(pending))
        .set((
            refunds::status.eq(RefundStatus::Succeeded.as_str()),
            refunds::completed_at.eq(now),
            refunds::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(done > 0)
}

/// The money did not go, or came back: payment, lines and order get back what the refund took. False if it has failed
/// before.
pub async fn fail_refund(
    tx: &mut Conn,
    now: DateTime<Utc>,
    refund: &RefundRecord,
    failure: &str,
) -> Result<bool, DbError> {
    let counted = [RefundStatus::Pending.as_str(), RefundStatus::Succeeded.as_str()];
    let failure: String = failure.chars().take(MAX_FAILURE).collect();
    let moved = diesel::update(refunds::table)
        .filter(refunds::id.eq(refund.id).and(refunds::status.eq_any(counted)))
        .set((
            refunds::status.eq(RefundStatus::Failed.as_str()),
            refunds::failure.eq(failure),
            refunds::completed_at.eq(now),
            refunds::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    let amount = refund.amount.minor();
    let payment = match refund.source {
        RefundSource::Order(id) => id,
        RefundSource::Unexpected(id) => {
            give_back_to_unexpected(tx, now, id, amount).await?;
            return Ok(true);
        }
    };
    diesel::update(payments::table.filter(payments::id.eq(payment)))
        .set((payments::refunded_minor.eq(payments::refunded_minor - amount), payments::updated_at.eq(now)))
        .execute(tx)
        .await?;
    for line in &refund.lines {
        diesel::update(order_lines::table.filter(order_lines::id.eq(line.line_id)))
            .set((
                order_lines::refunded_quantity.eq(order_lines::refunded_quantity - i32::from(line.quantity)),
                order_lines::withheld_quantity.eq(order_lines::withheld_quantity - i32::from(line.withheld)),
                order_lines::kept_quantity.eq(order_lines::kept_quantity - i32::from(line.kept)),
                order_lines::refunded_minor.eq(order_lines::refunded_minor - line.amount.minor()),
            ))
            .execute(tx)
            .await?;
    }
    note_on_order(tx, now, refund.order_id, refund.shipping.minor().saturating_neg()).await?;
    note_fulfilment(tx, now, &[refund.order_id]).await?;
    note_failed_refund(tx, now, refund.id).await?;
    Ok(true)
}
