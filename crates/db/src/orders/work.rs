//! What staff do to orders.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{Array, Bool, Timestamptz, Uuid},
};
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

/// An order that was completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct CompletedOrder {
    /// Which one.
    #[diesel(sql_type = Uuid)]
    pub id: OrderId,
    /// Whether it had not been sent in full and was marked as sent thereby.
    #[diesel(sql_type = Bool)]
    pub marked_sent: bool,
}

/// The rows are locked in the order of their ids; `was` remembers what the update replaces.
const COMPLETE: &str = "\
UPDATE orders o SET status = 'completed', fulfilment_status = 'fulfilled', updated_at = $1
FROM (SELECT id, fulfilment_status FROM orders WHERE id = ANY($2) AND status = 'placed' ORDER BY id FOR UPDATE) was
WHERE o.id = was.id AND o.status = 'placed'
RETURNING o.id, was.fulfilment_status <> 'fulfilled' AS marked_sent";

/// Completes those of the orders that are placed. Nothing is left to do then, so that what was not marked as
/// sent is marked too.
pub async fn complete_orders_any(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: &[OrderId],
) -> Result<Vec<CompletedOrder>, DbError> {
    let done =
        diesel::sql_query(COMPLETE).bind::<Timestamptz, _>(now).bind::<Array<Uuid>, _>(ids).load(tx).await?;
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
