//! The inbox of the payment provider's events: each is handled once, however often it arrives.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{BigInt, Integer, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;

use crate::{Conn, DbError, schema::webhook_events};

/// An event that was received.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct ReceivedEvent {
    /// The provider's id of the event.
    #[diesel(sql_type = Text)]
    pub id: String,
    /// Its type, such as `checkout.session.completed`.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The object it is about.
    #[diesel(sql_type = Text)]
    pub object_key: String,
}

/// Puts an event into the inbox; false if it is there already.
pub async fn insert_event(
    conn: &mut Conn,
    now: DateTime<Utc>,
    event: &ReceivedEvent,
) -> Result<bool, DbError> {
    let inserted = diesel::insert_into(webhook_events::table)
        .values((
            webhook_events::id.eq(&event.id),
            webhook_events::kind.eq(&event.kind),
            webhook_events::object_key.eq(&event.object_key),
            webhook_events::received_at.eq(now),
        ))
        .on_conflict(webhook_events::id)
        .do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted > 0)
}

/// Nothing is left to do for the event.
pub async fn mark_processed(conn: &mut Conn, now: DateTime<Utc>, id: &str) -> Result<(), DbError> {
    let waiting = webhook_events::id.eq(id).and(webhook_events::processed_at.is_null());
    diesel::update(webhook_events::table.filter(waiting))
        .set(webhook_events::processed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes why an event could not be handled yet.
pub async fn note_failure(conn: &mut Conn, id: &str, error: &str) -> Result<(), DbError> {
    diesel::update(webhook_events::table.filter(webhook_events::id.eq(id)))
        .set(webhook_events::last_error.eq(error))
        .execute(conn)
        .await?;
    Ok(())
}

/// The wait doubles with every attempt, from ten seconds on; counting the attempt at once keeps other
/// instances off.
const CLAIM: &str = "\
UPDATE webhook_events SET attempts = attempts + 1
WHERE id IN (
  SELECT id FROM webhook_events
  WHERE processed_at IS NULL AND attempts < $2
    AND received_at <= $1 - make_interval(secs => 10 * power(2, attempts))
  ORDER BY received_at
  LIMIT $3
  FOR UPDATE SKIP LOCKED)
RETURNING id, kind, object_key";

/// Up to `limit` events that are due for another attempt, of at most `most_attempts`.
pub async fn claim_unprocessed(
    conn: &mut Conn,
    now: DateTime<Utc>,
    most_attempts: i32,
    limit: i64,
) -> Result<Vec<ReceivedEvent>, DbError> {
    let events = diesel::sql_query(CLAIM)
        .bind::<Timestamptz, _>(now)
        .bind::<Integer, _>(most_attempts)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    Ok(events)
}
