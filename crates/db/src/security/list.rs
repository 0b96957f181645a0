//! Lists of security events, newest first, in pages by id.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    SecurityEventId, UserId,
    security::{SecurityEventKind, Severity},
};

use super::EventRecord;
use crate::{Conn, DbError, stored::Place};

/// Which events to list; nothing given means all.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Only of this kind.
    pub kind: Option<SecurityEventKind>,
    /// Only this bad.
    pub severity: Option<Severity>,
    /// Only those that somebody has (true) or nobody has (false) looked at.
    pub acknowledged: Option<bool>,
    /// Only those whose source is turned away at this time.
    pub blocked_at: Option<DateTime<Utc>>,
    /// Only of this source.
    pub source: Option<String>,
}

macro_rules! columns {
    () => {
        "SELECT e.*, u.username AS acknowledged_by_name FROM security_events e \
         LEFT JOIN users u ON u.id = e.acknowledged_by "
    };
}

macro_rules! filtered {
    () => {
        "WHERE ($1 IS NULL OR kind = $1) AND ($2 IS NULL OR severity = $2) \
         AND ($3 IS NULL OR (acknowledged_at IS NOT NULL) = $3) \
         AND ($4 IS NULL OR blocked_until > $4) AND ($5 IS NULL OR source = $5) "
    };
}

const LIST: &str =
    concat!(columns!(), filtered!(), "AND ($6 IS NULL OR e.id < $6) ORDER BY e.id DESC LIMIT $7");

const COUNT: &str = concat!("SELECT count(*) AS total FROM security_events e ", filtered!());

const FIND: &str = concat!(columns!(), "WHERE e.id = $1");

#[derive(QueryableByName)]
struct EventRow {
    #[diesel(sql_type = Uuid)]
    id: SecurityEventId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    severity: String,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Timestamptz)]
    first_seen_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    last_seen_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    occurrences: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    blocked_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    lifted_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Uuid>)]
    acknowledged_by: Option<UserId>,
    #[diesel(sql_type = Nullable<Text>)]
    acknowledged_by_name: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    acknowledged_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// Events behind `after`, at most `limit`.
pub async fn list_events_any(
    conn: &mut Conn,
    filter: &EventFilter,
    after: Option<SecurityEventId>,
    limit: i64,
) -> Result<Vec<EventRecord>, DbError> {
    let rows: Vec<EventRow> = diesel::sql_query(LIST)
        .bind::<Nullable<Text>, _>(filter.kind.map(SecurityEventKind::as_str))
        .bind::<Nullable<Text>, _>(filter.severity.map(Severity::as_str))
        .bind::<Nullable<Bool>, _>(filter.acknowledged)
        .bind::<Nullable<Timestamptz>, _>(filter.blocked_at)
        .bind::<Nullable<Text>, _>(filter.source.as_deref())
        .bind::<Nullable<Uuid>, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    rows.into_iter().map(record).collect()
}

/// How many events there are of that kind.
pub async fn count_events_any(conn: &mut Conn, filter: &EventFilter) -> Result<u64, DbError> {
    let total: Total = diesel::sql_query(COUNT)
        .bind::<Nullable<Text>, _>(filter.kind.map(SecurityEventKind::as_str))
        .bind::<Nullable<Text>, _>(filter.severity.map(Severity::as_str))
        .bind::<Nullable<Bool>, _>(filter.acknowledged)
        .bind::<Nullable<Timestamptz>, _>(filter.blocked_at)
        .bind::<Nullable<Text>, _>(filter.source.as_deref())
        .get_result(conn)
        .await?;
    Ok(u64::try_from(total.total).unwrap_or(0))
}

/// One event.
pub async fn find_event_any(conn: &mut Conn, id: SecurityEventId) -> Result<Option<EventRecord>, DbError> {
    let rows: Vec<EventRow> = diesel::sql_query(FIND).bind::<Uuid, _>(id).load(conn).await?;
    rows.into_iter().next().map(record).transpose()
}

fn record(row: EventRow) -> Result<EventRecord, DbError> {
    let place = Place { table: "security_events", id: row.id };
    Ok(EventRecord {
        id: row.id,
        kind: place.word("kind", &row.kind)?,
        severity: place.word("severity", &row.severity)?,
        source: row.source,
        first_seen_at: row.first_seen_at,
        last_seen_at: row.last_seen_at,
        occurrences: u32::try_from(row.occurrences).unwrap_or(0),
        blocked_until: row.blocked_until,
        lifted_at: row.lifted_at,
        acknowledged_by: row.acknowledged_by,
        acknowledged_by_name: row.acknowledged_by_name,
        acknowledged_at: row.acknowledged_at,
    })
}
