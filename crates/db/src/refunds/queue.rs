//! Refunds that wait for the provider.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::RefundId;

use crate::{Conn, DbError};

#[derive(QueryableByName)]
struct IdRow {
    #[diesel(sql_type = Uuid)]
    id: RefundId,
}

/// Several instances may run this at once: each takes other rows. The pause doubles from ten seconds to an hour.
const CLAIM: &str = "\
UPDATE refunds SET attempts = attempts + 1,
  next_attempt_at = $1 + least(interval '10 seconds' * power(2, least(attempts, 10)), interval '1 hour')
WHERE id IN (
  SELECT id FROM refunds WHERE status = 'pending' AND next_attempt_at <= $1
  ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING id";

/// Up to `limit` pending refunds whose turn it is, longest waiting first.
pub async fn claim_due_refunds(
    conn: &mut Conn,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<RefundId>, DbError> {
    let rows: Vec<IdRow> =
        diesel::sql_query(CLAIM).bind::<Timestamptz, _>(now).bind::<BigInt, _>(limit).load(conn).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
