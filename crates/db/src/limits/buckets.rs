//! Token buckets by the generic cell rate algorithm: each is one point in time, taken from and judged in one statement.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Binary, Bool, Timestamptz},
};
use diesel_async::RunQueryDsl;

use super::Key;
use crate::{Conn, DbError};

/// How large a bucket is and how fast it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The time in which one token comes back.
    pub step: Duration,
    /// The time in which an empty bucket is full again.
    pub window: Duration,
}

/// What a bucket said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Whether there was a token left.
    pub allowed: bool,
    /// When the bucket will be full again.
    pub full_at: DateTime<Utc>,
}

/// The first statement takes, the second tells how things stand where there was nothing to take.
const TAKE: &str = "\
WITH taken AS (
  INSERT INTO rate_limits AS bucket (key, full_at)
  VALUES ($1, $2 + $3 * interval '1 microsecond')
  ON CONFLICT (key) DO UPDATE
    SET full_at = greatest(bucket.full_at, $2) + $3 * interval '1 microsecond'
    WHERE greatest(bucket.full_at, $2) + $3 * interval '1 microsecond' <= $2 + $4 * interval '1 microsecond'
  RETURNING full_at)
SELECT true AS allowed, full_at FROM taken
UNION ALL
SELECT false, full_at FROM rate_limits WHERE key = $1 AND NOT EXISTS (SELECT FROM taken)";

const GIVE_BACK: &str =
    "UPDATE rate_limits SET full_at = full_at - $2 * interval '1 microsecond' WHERE key = $1";

const SWEEP: &str = "DELETE FROM rate_limits WHERE full_at < $1";

#[derive(QueryableByName)]
struct TakenRow {
    #[diesel(sql_type = Bool)]
    allowed: bool,
    #[diesel(sql_type = Timestamptz)]
    full_at: DateTime<Utc>,
}

/// Takes one token, if there is one.
pub async fn take(conn: &mut Conn, key: &Key, rate: Rate, now: DateTime<Utc>) -> Result<Taken, DbError> {
    let rows: Vec<TakenRow> = diesel::sql_query(TAKE)
        .bind::<Binary, _>(key.as_slice())
        .bind::<Timestamptz, _>(now)
        .bind::<BigInt, _>(micros(rate.step))
        .bind::<BigInt, _>(micros(rate.window))
        .load(conn)
        .await?;
    let row = rows.into_iter().next();
    // No row: somebody else made the bucket and emptied it while this statement ran.
    Ok(row.map_or(Taken { allowed: false, full_at: now + rate.window }, |row| Taken {
        allowed: row.allowed,
        full_at: row.full_at,
    }))
}

/// Puts a token back that was taken for something that did not come to pass.
pub async fn give_back(conn: &mut Conn, key: &Key, rate: Rate) -> Result<(), DbError> {
    diesel::sql_query(GIVE_BACK)
        .bind::<Binary, _>(key.as_slice())
        .bind::<BigInt, _>(micros(rate.step))
        .execute(conn)
        .await?;
    Ok(())
}

/// Removes the buckets that are full: a missing one is as good. Returns how many.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::sql_query(SWEEP).bind::<Timestamptz, _>(now).execute(conn).await?)
}

fn micros(duration: Duration) -> i64 {
    duration.num_microseconds().unwrap_or(i64::MAX)
}
