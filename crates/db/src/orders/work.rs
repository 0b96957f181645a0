//! What staff do to orders.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{Array, Timestamptz, Uuid},
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

#[derive(QueryableByName)]
struct IdRow {
    #[diesel(sql_type = Uuid)]
    id: OrderId,
}

const COMPLETE: &str = "\
UPDATE orders SET status = 'completed', fulfilment_status = 'fulfilled', completed_at = $1, updated_at = $1
WHERE id = ANY($2) AND status = 'placed' RETURNING id";

/// Completes those of the orders that are placed, and names them. Nothing is left to do then, so that they count as
/// sent. They have to be locked.
pub async fn complete_orders_any(
    tx: &mut Conn,
    now: DateTime<Utc>,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, DbError> {
    let done: Vec<IdRow> =
        diesel::sql_query(COMPLETE).bind::<Timestamptz, _>(now).bind::<Array<Uuid>, _>(ids).load(tx).await?;
    Ok(done.into_iter().map(|row| row.id).collect())
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
