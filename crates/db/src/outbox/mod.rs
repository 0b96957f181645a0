//! Work promised inside a transaction and done after it, at least once.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{BigInt, Integer, Jsonb, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::OutboxId;

use crate::{Conn, DbError, schema::outbox};

/// A promise to be made.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// Its id.
    pub id: OutboxId,
    /// What is to be done, such as `order_confirmation`.
    pub kind: String,
    /// A promise with a key is made once, whatever happens.
    pub unique_key: Option<String>,
    /// What the worker has to know; ids rather than personal data.
    pub payload: serde_json::Value,
}

/// A promise that a worker has taken.
#[derive(Clone, Debug, QueryableByName)]
pub struct LeasedTask {
    /// Its id.
    #[diesel(sql_type = Uuid)]
    pub id: OutboxId,
    /// What is to be done.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// What the worker has to know.
    #[diesel(sql_type = Jsonb)]
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1 on.
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
}

/// Makes a promise; false if one with its key was made before.
pub async fn insert_task(tx: &mut Conn, now: DateTime<Utc>, task: &NewTask) -> Result<bool, DbError> {
    let inserted = diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(task.id),
            outbox::kind.eq(&task.kind),
            outbox::unique_key.eq(task.unique_key.as_ref()),
            outbox::payload.eq(&task.payload),
            outbox::next_attempt_at.eq(now),
            outbox::created_at.eq(now),
        ))
        .on_conflict(outbox::unique_key)
        .do_nothing()
        .execute(tx)
        .await?;
    Ok(inserted > 0)
}

const LEASE: &str = "\
UPDATE outbox SET locked_until = $2, attempts = attempts + 1
WHERE id IN (
  SELECT id FROM outbox
  WHERE done_at IS NULL AND attempts < $3 AND next_attempt_at <= $1
    AND (locked_until IS NULL OR locked_until <= $1)
  ORDER BY next_attempt_at
  LIMIT $4
  FOR UPDATE SKIP LOCKED)
RETURNING id, kind, payload, attempts";

/// Takes up to `limit` due promises until `locked_until`; those with `most_attempts` behind them are dead and
/// stay for a person to look at.
pub async fn lease_tasks(
    conn: &mut Conn,
    now: DateTime<Utc>,
    locked_until: DateTime<Utc>,
    most_attempts: i32,
    limit: i64,
) -> Result<Vec<LeasedTask>, DbError> {
    let tasks = diesel::sql_query(LEASE)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(locked_until)
        .bind::<Integer, _>(most_attempts)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    Ok(tasks)
}

/// The promise is kept; what the worker had to know for it is forgotten.
pub async fn finish_task(conn: &mut Conn, now: DateTime<Utc>, id: OutboxId) -> Result<(), DbError> {
    let none: Option<DateTime<Utc>> = None;
    diesel::update(outbox::table.filter(outbox::id.eq(id)))
        .set((
            outbox::done_at.eq(now),
            outbox::locked_until.eq(none),
            outbox::payload.eq(serde_json::json!({})),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// It will never work; the promise stays for a person to look at.
pub async fn give_up_task(
    conn: &mut Conn,
    id: OutboxId,
    most_attempts: i32,
    error: &str,
) -> Result<(), DbError> {
    let none: Option<DateTime<Utc>> = None;
    diesel::update(outbox::table.filter(outbox::id.eq(id)))
        .set((
            outbox::attempts.eq(most_attempts),
            outbox::locked_until.eq(none),
            outbox::last_error.eq(error),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// It did not work this time; gives the lease back and says when to try again.
pub async fn postpone_task(
    conn: &mut Conn,
    id: OutboxId,
    next_attempt_at: DateTime<Utc>,
    error: &str,
) -> Result<(), DbError> {
    let none: Option<DateTime<Utc>> = None;
    diesel::update(outbox::table.filter(outbox::id.eq(id)))
        .set((
            outbox::next_attempt_at.eq(next_attempt_at),
            outbox::locked_until.eq(none),
            outbox::last_error.eq(error),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
