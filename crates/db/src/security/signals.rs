//! Counting what was noticed. One row per kind, source and subject, so that doing the same thing to the same subject
//! again counts once where a rule asks for different subjects.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Binary, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;
use securecart_domain::security::SecurityEventKind;

use crate::{Conn, DbError, limits::Key};

/// The row that is written is not seen by the count of the same statement, hence the one that is added.
const NOTE: &str = "\
WITH noted AS (
  INSERT INTO security_signals AS s (kind, source_hash, subject_hash, seen_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (kind, source_hash, subject_hash) DO UPDATE SET seen_at = greatest(s.seen_at, $4))
SELECT 1 + count(*) AS total FROM security_signals
WHERE kind = $1 AND source_hash = $2 AND subject_hash <> $3 AND seen_at > $5";

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// Notes a signal and returns how many different subjects the source has touched within the window, this one included.
pub async fn note(
    conn: &mut Conn,
    kind: SecurityEventKind,
    source: &Key,
    subject: &Key,
    window: Duration,
    now: DateTime<Utc>,
) -> Result<i64, DbError> {
    let total: Total = diesel::sql_query(NOTE)
        .bind::<Text, _>(kind.as_str())
        .bind::<Binary, _>(source.as_slice())
        .bind::<Binary, _>(subject.as_slice())
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(now - window)
        .get_result(conn)
        .await?;
    Ok(total.total)
}

/// Removes what no rule counts any more. Returns how many.
pub async fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let sql = "DELETE FROM security_signals WHERE seen_at < $1";
    Ok(diesel::sql_query(sql).bind::<Timestamptz, _>(before).execute(conn).await?)
}
