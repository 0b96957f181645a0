//! The end of an order that was paid: it is cancelled, and its money goes back.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};

use super::{Placement, place::remember_email};
use crate::{Conn, DbError, schema::orders};

/// Cancels an order of which nothing was sent, if it still stands as the caller saw it; false if not. Of this and of
/// marking it as sent one wins: both are one conditional statement on its row.
pub async fn cancel_paid_order(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: OrderId,
    seen: OrderStatus,
) -> Result<bool, DbError> {
    let unsent = orders::fulfilment_status.eq(FulfilmentStatus::Unfulfilled.as_str());
    let standing = orders::id.eq(id).and(orders::status.eq(seen.as_str())).and(unsent);
    let moved = diesel::update(orders::table.filter(standing))
        .set((
            orders::status.eq(OrderStatus::Cancelled.as_str()),
            orders::cancelled_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(moved > 0)
}

/// The right money came, but its goods are gone: the order gets its number, so that people can talk about it, and ends.
/// False if it is neither pending nor cancelled.
pub async fn cancel_unhonoured_order(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: OrderId,
    placement: &Placement,
) -> Result<bool, DbError> {
    let unplaced = [OrderStatus::Pending.as_str(), OrderStatus::Cancelled.as_str()];
    let moved = diesel::update(orders::table)
        .filter(orders::id.eq(id).and(orders::status.eq_any(unplaced)))
        .set((
            orders::status.eq(OrderStatus::Cancelled.as_str()),
            orders::payment_status.eq(PaymentStatus::Paid.as_str()),
            orders::number.eq(&placement.number),
            orders::placed_at.eq(now),
            orders::cancelled_at.eq(now),
            orders::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    remember_email(tx, id, placement).await?;
    Ok(moved > 0)
}
