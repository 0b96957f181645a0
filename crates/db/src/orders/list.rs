//! Lists of orders, newest first, in pages by id.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bool, Bytea, Nullable, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    OrderId, UserId,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};

use super::{
    OrderRecord,
    record::{OrderRow, assemble, select_orders},
};
use crate::{Conn, DbError};

/// What staff look for; nothing given means every placed order.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    /// An order number, or part of a username, with no regard to case.
    pub text: Option<String>,
    /// The blind index of that text, if it is an address in full.
    pub email_index: Option<[u8; 32]>,
    /// Only orders in this state.
    pub status: Option<OrderStatus>,
    /// Only orders paid so far.
    pub payment_status: Option<PaymentStatus>,
    /// Only orders sent so far.
    pub fulfilment_status: Option<FulfilmentStatus>,
    /// Only orders that are placed and not sent in full, or only the others.
    pub to_ship: Option<bool>,
}

const FOR_CUSTOMER: &str = select_orders!(
    "WHERE o.customer_id = $1 AND o.placed_at IS NOT NULL AND ($2 IS NULL OR o.id < $2)
     ORDER BY o.id DESC LIMIT $3"
);

const ANY: &str = select_orders!(
    "WHERE o.placed_at IS NOT NULL AND ($1 IS NULL OR o.status = $1)
       AND ($2 IS NULL OR o.payment_status = $2) AND ($3 IS NULL OR o.fulfilment_status = $3)
       AND ($4 IS NULL OR o.number = upper($4) OR u.username ILIKE $5 OR o.email_index = $8)
       AND ($6 IS NULL OR o.id < $6)
       AND ($9 IS NULL OR $9 = (o.status = 'placed' AND o.fulfilment_status <> 'fulfilled'))
     ORDER BY o.id DESC LIMIT $7"
);

const COUNT: &str = "\
SELECT count(*) AS total FROM orders o LEFT JOIN users u ON u.id = o.customer_id
WHERE o.placed_at IS NOT NULL AND ($1 IS NULL OR o.status = $1)
  AND ($2 IS NULL OR o.payment_status = $2) AND ($3 IS NULL OR o.fulfilment_status = $3)
  AND ($4 IS NULL OR o.number = upper($4) OR u.username ILIKE $5 OR o.email_index = $6)
  AND ($7 IS NULL OR $7 = (o.status = 'placed' AND o.fulfilment_status <> 'fulfilled'))";

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// The customer's placed orders behind `after`, at most `limit`.
pub async fn list_orders_for_customer(
    conn: &mut Conn,
    customer: UserId,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<OrderRecord>, DbError> {
    let rows: Vec<OrderRow> = diesel::sql_query(FOR_CUSTOMER)
        .bind::<Uuid, _>(customer)
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    assemble(conn, rows).await
}

/// Placed orders of all customers behind `after`, at most `limit`.
pub async fn list_orders_any(
    conn: &mut Conn,
    filter: &OrderFilter,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<OrderRecord>, DbError> {
    let rows: Vec<OrderRow> = diesel::sql_query(ANY)
        .bind::<Nullable<Text>, _>(filter.status.map(OrderStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.payment_status.map(PaymentStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.fulfilment_status.map(FulfilmentStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.text.as_deref())
        .bind::<Nullable<Text>, _>(filter.text.as_deref().map(contains_pattern))
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .bind::<Nullable<Bytea>, _>(filter.email_index.as_ref().map(<[u8; 32]>::as_slice))
        .bind::<Nullable<Bool>, _>(filter.to_ship)
        .load(conn)
        .await?;
    assemble(conn, rows).await
}

/// How many placed orders there are of that kind.
pub async fn count_orders_any(conn: &mut Conn, filter: &OrderFilter) -> Result<u64, DbError> {
    let total: Total = diesel::sql_query(COUNT)
        .bind::<Nullable<Text>, _>(filter.status.map(OrderStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.payment_status.map(PaymentStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.fulfilment_status.map(FulfilmentStatus::as_str))
        .bind::<Nullable<Text>, _>(filter.text.as_deref())
        .bind::<Nullable<Text>, _>(filter.text.as_deref().map(contains_pattern))
        .bind::<Nullable<Bytea>, _>(filter.email_index.as_ref().map(<[u8; 32]>::as_slice))
        .bind::<Nullable<Bool>, _>(filter.to_ship)
        .get_result(conn)
        .await?;
    Ok(u64::try_from(total.total).unwrap_or(0))
}

/// A LIKE pattern for texts that contain this one; its wildcards are meant literally.
fn contains_pattern(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    #[test]
    fn wildcards_in_a_search_are_letters() {
        assert_eq!(super::contains_pattern(r"50%_\"), r"%50\%\_\\%");
    }
}
