//! Raising, acknowledging and lifting.

use chrono::{DateTime, Duration, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{Bool, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    SecurityEventId, UserId,
    security::{SecurityEventKind, Severity},
};

use crate::{Conn, DbError, schema::security_events as events};

/// An event to be raised.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// Its id, if it is the first of its kind that nobody has looked at.
    pub id: SecurityEventId,
    /// What was noticed.
    pub kind: SecurityEventKind,
    /// How bad that is.
    pub severity: Severity,
    /// Who did it, or which account it was done to.
    pub source: &'a str,
    /// Until when the source is to be turned away.
    pub blocked_until: Option<DateTime<Utc>>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// A source that staff let in again is not shut out by the same event within the time a block lasts.
const RAISE: &str = "\
INSERT INTO security_events AS e
  (id, kind, severity, source, first_seen_at, last_seen_at, occurrences, blocked_until)
VALUES ($1, $2, $3, $4, $5, $5, 1, $6)
ON CONFLICT (kind, source) WHERE acknowledged_at IS NULL DO UPDATE SET
  last_seen_at = greatest(e.last_seen_at, $5),
  occurrences = least(e.occurrences, 2147483646) + 1,
  blocked_until = CASE WHEN e.lifted_at > $5 - ($6 - $5) THEN e.blocked_until
    ELSE greatest(e.blocked_until, $6) END
RETURNING id = $1 AS fresh, blocked_until";

/// What raising came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct Raised {
    /// Whether this is a new event, and not one more of a known one.
    #[diesel(sql_type = Bool)]
    pub fresh: bool,
    /// Until when the source is turned away.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub blocked_until: Option<DateTime<Utc>>,
}

/// Raises an event, or counts it on the one of that kind and source that nobody has looked at.
pub async fn raise(conn: &mut Conn, event: &NewEvent<'_>) -> Result<Raised, DbError> {
    let raised = diesel::sql_query(RAISE)
        .bind::<Uuid, _>(event.id)
        .bind::<Text, _>(event.kind.as_str())
        .bind::<Text, _>(event.severity.as_str())
        .bind::<Text, _>(event.source)
        .bind::<Timestamptz, _>(event.now)
        .bind::<Nullable<Timestamptz>, _>(event.blocked_until)
        .get_result(conn)
        .await?;
    Ok(raised)
}

/// Somebody has looked at it. False if there is no such event or somebody else has; a block that runs stays.
pub async fn acknowledge(
    tx: &mut Conn,
    id: SecurityEventId,
    by: UserId,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let unseen = events::id.eq(id).and(events::acknowledged_at.is_null());
    let changed = diesel::update(events::table.filter(unseen))
        .set((events::acknowledged_by.eq(by), events::acknowledged_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(changed > 0)
}

/// Lets the source in again, and tells which one. `None` if there is no such event or its block does not run.
pub async fn lift(tx: &mut Conn, id: SecurityEventId, now: DateTime<Utc>) -> Result<Option<String>, DbError> {
    let source: Option<String> = events::table.find(id).select(events::source).first(tx).await.optional()?;
    let Some(source) = source else { return Ok(None) };
    // Other events may shut out the same source; to let it in means to let it in.
    let running = events::source.eq(&source).and(events::blocked_until.gt(now));
    let changed = diesel::update(events::table.filter(running))
        .set((events::blocked_until.eq(now), events::lifted_at.eq(now)))
        .execute(tx)
        .await?;
    Ok((changed > 0).then_some(source))
}

/// The sources that are turned away now, each with the end of it.
pub async fn list_blocks(
    conn: &mut Conn,
    now: DateTime<Utc>,
) -> Result<Vec<(String, DateTime<Utc>)>, DbError> {
    let rows: Vec<(String, Option<DateTime<Utc>>)> = events::table
        .filter(events::blocked_until.gt(now))
        .order(events::blocked_until.desc())
        .limit(10_000)
        .select((events::source, events::blocked_until))
        .load(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(source, until)| Some((source, until?))).collect())
}

/// Removes events that were looked at and last noticed so long ago. Returns how many.
pub async fn sweep(conn: &mut Conn, now: DateTime<Utc>, keep: Duration) -> Result<usize, DbError> {
    let old = events::acknowledged_at.is_not_null().and(events::last_seen_at.lt(now - keep));
    Ok(diesel::delete(events::table.filter(old)).execute(conn).await?)
}
