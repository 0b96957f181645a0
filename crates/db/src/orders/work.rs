//! What staff do to orders.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId,
    orders::{FulfilmentStatus, OrderStatus},
};

use crate::{Conn, DbError, schema::orders, stored::Place};

/// How far the work on a placed order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderWork {
    /// Which order.
    pub id: OrderId,
    /// Where it stands as a whole.
    pub status: OrderStatus,
    /// What was sent.
    pub fulfilment_status: FulfilmentStatus,
}

/// Completes those of the orders that are placed, and names them.
pub async fn complete_orders_any(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, DbError> {
    let placed = orders::id.eq_any(ids).and(orders::status.eq(OrderStatus::Placed.as_str()));
    let done = diesel::update(orders::table.filter(placed))
        .set((orders::status.eq(OrderStatus::Completed.as_str()), orders::updated_at.eq(now)))
        .returning(orders::id)
        .get_results(tx)
        .await?;
    Ok(done)
}

/// Marks those of the orders as sent that are placed and not sent yet, and names them.
pub async fn ship_orders_any(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, DbError> {
    let fulfilled = FulfilmentStatus::Fulfilled.as_str();
    let waiting = orders::id
        .eq_any(ids)
        .and(orders::status.eq(OrderStatus::Placed.as_str()))
        .and(orders::fulfilment_status.ne(fulfilled));
    let done = diesel::update(orders::table.filter(waiting))
        .set((orders::fulfilment_status.eq(fulfilled), orders::updated_at.eq(now)))
        .returning(orders::id)
        .get_results(tx)
        .await?;
    Ok(done)
}

/// How far the work on these orders is; those that were never placed are left out.
pub async fn list_work_any(conn: &mut Conn, ids: &[OrderId]) -> Result<Vec<OrderWork>, DbError> {
    let rows: Vec<(OrderId, String, String)> = orders::table
        .filter(orders::id.eq_any(ids).and(orders::placed_at.is_not_null()))
        .select((orders::id, orders::status, orders::fulfilment_status))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|(id, status, fulfilment)| {
            let place = Place { table: "orders", id };
            Ok(OrderWork {
                id,
                status: place.word("status", &status)?,
                fulfilment_status: place.word("fulfilment_status", &fulfilment)?,
            })
        })
        .collect()
}
