//! Lists of returns for staff, longest waiting first.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Nullable, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, ReturnId, returns::ReturnStatus};

use super::{ReturnRecord, list_returns_any};
use crate::{Conn, DbError};

/// What staff look for; nothing given means every return that the shop has something to do for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReturnFilter {
    /// Only returns in this state.
    pub status: Option<ReturnStatus>,
}

/// A return with the order that people know it by.
#[derive(Clone, Debug)]
pub struct OpenReturn {
    /// The return.
    pub record: ReturnRecord,
    /// The number of its order.
    pub order_number: String,
}

#[derive(QueryableByName)]
struct FoundRow {
    #[diesel(sql_type = Uuid)]
    id: ReturnId,
    #[diesel(sql_type = Uuid)]
    order_id: OrderId,
    #[diesel(sql_type = Text)]
    number: String,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

const LIST: &str = "\
SELECT r.id, r.order_id, o.number FROM returns r JOIN orders o ON o.id = r.order_id
WHERE CASE WHEN $1 IS NULL THEN r.status IN ('requested', 'approved', 'received') ELSE r.status = $1 END
  AND o.number IS NOT NULL AND ($2 IS NULL OR r.id > $2)
ORDER BY r.id LIMIT $3";

const COUNT: &str = "\
SELECT count(*) AS total FROM returns r
WHERE CASE WHEN $1 IS NULL THEN r.status IN ('requested', 'approved', 'received') ELSE r.status = $1 END";

/// Returns behind `after`, at most `limit`.
pub async fn list_open_returns_any(
    conn: &mut Conn,
    filter: ReturnFilter,
    after: Option<ReturnId>,
    limit: i64,
) -> Result<Vec<OpenReturn>, DbError> {
    let found: Vec<FoundRow> = diesel::sql_query(LIST)
        .bind::<Nullable<Text>, _>(filter.status.map(ReturnStatus::as_str))
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    let orders: Vec<OrderId> = found.iter().map(|row| row.order_id).collect();
    let records = list_returns_any(conn, &orders).await?;
    let whole = found.into_iter().filter_map(|row| {
        let record = records.iter().find(|record| record.id == row.id)?.clone();
        Some(OpenReturn { record, order_number: row.number })
    });
    Ok(whole.collect())
}

/// How many returns there are of that kind.
pub async fn count_returns_any(conn: &mut Conn, filter: ReturnFilter) -> Result<u64, DbError> {
    let total: Total = diesel::sql_query(COUNT)
        .bind::<Nullable<Text>, _>(filter.status.map(ReturnStatus::as_str))
        .get_result(conn)
        .await?;
    Ok(u64::try_from(total.total).unwrap_or(0))
}
