//! Reading the audit log, newest first, in pages by number.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;
use securecart_domain::{UserId, audit::Outcome};
use uuid::Uuid;

use super::entry::StoredEvent;
use crate::{
    Conn, DbError,
    schema::{audit_events, users},
    stored::Place,
};

/// Which entries; nothing given means all.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// The event's word.
    pub event: Option<String>,
    /// Who did it.
    pub actor: Option<UserId>,
    /// The key of what it was done to.
    pub object_key: Option<String>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The network address it came from.
    pub address: Option<String>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub to: Option<DateTime<Utc>>,
}

/// An entry as it is read.
#[derive(Clone, Debug)]
pub struct EventRecord {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Who.
    pub actor: Option<UserId>,
    /// What the account is called now.
    pub username: Option<String>,
    /// The permission that was used.
    pub permission: Option<String>,
    /// The kind of thing it was done to.
    pub object_kind: Option<String>,
    /// Which one.
    pub object_key: Option<String>,
    /// From which network address.
    pub address: String,
    /// With which client.
    pub user_agent: String,
    /// In which request.
    pub request_id: String,
    /// What changed.
    pub detail: serde_json::Value,
}

/// The entries behind `after`, at most `limit`.
pub async fn list_events_any(
    conn: &mut Conn,
    filter: &EventFilter,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<EventRecord>, DbError> {
    let mut query = filtered(filter);
    if let Some(after) = after {
        query = query.filter(audit_events::seq.lt(after));
    }
    load_events(conn, query, limit).await
}

/// The newest entries of a selection.
pub(crate) async fn load_events(
    conn: &mut Conn,
    selection: audit_events::BoxedQuery<'_, Pg>,
    limit: i64,
) -> Result<Vec<EventRecord>, DbError> {
    let query = selection.order(audit_events::seq.desc()).limit(limit);
    let rows: Vec<StoredEvent> = query.select(StoredEvent::as_select()).load(conn).await?;
    let names = usernames(conn, rows.iter().filter_map(|row| row.actor_user_id).collect()).await?;
    rows.into_iter().map(|row| record(row, &names)).collect()
}

/// How many entries there are of that kind.
pub async fn count_events_any(conn: &mut Conn, filter: &EventFilter) -> Result<u64, DbError> {
    let total: i64 = filtered(filter).count().get_result(conn).await?;
    Ok(u64::try_from(total).unwrap_or(0))
}

/// The account of that name.
pub async fn find_actor(conn: &mut Conn, username_key: &str) -> Result<Option<UserId>, DbError> {
    let id = users::table.filter(users::username_key.eq(username_key)).select(users::id);
    Ok(id.first::<Uuid>(conn).await.optional()?.map(UserId::new))
}

/// Only what is asked for stands in the statement, so that the planner finds the index for it.
fn filtered(filter: &EventFilter) -> audit_events::BoxedQuery<'_, Pg> {
    let mut query = audit_events::table.into_boxed();
    if let Some(event) = &filter.event {
        query = query.filter(audit_events::event.eq(event));
    }
    if let Some(actor) = filter.actor {
        query = query.filter(audit_events::actor_user_id.eq(actor.uuid()));
    }
    if let Some(key) = &filter.object_key {
        query = query.filter(audit_events::object_key.eq(key));
    }
    if let Some(outcome) = filter.outcome {
        query = query.filter(audit_events::outcome.eq(outcome.as_str()));
    }
    if let Some(address) = &filter.address {
        query = query.filter(audit_events::address.eq(address));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_events::at.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(audit_events::at.lt(to));
    }
    query
}

async fn usernames(conn: &mut Conn, mut ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, DbError> {
    ids.sort_unstable();
    ids.dedup();
    let names = users::table.filter(users::id.eq_any(ids)).select((users::id, users::username));
    Ok(names.load(conn).await?.into_iter().collect())
}

fn record(row: StoredEvent, names: &HashMap<Uuid, String>) -> Result<EventRecord, DbError> {
    Ok(EventRecord {
        outcome: Place { table: "audit_events", id: row.seq }.word("outcome", &row.outcome)?,
        seq: row.seq,
        at: row.at,
        event: row.event,
        actor: row.actor_user_id.map(UserId::new),
        username: row.actor_user_id.and_then(|id| names.get(&id).cloned()),
        permission: row.permission,
        object_kind: row.object_kind,
        object_key: row.object_key,
        address: row.address,
        user_agent: row.user_agent,
        request_id: row.request_id,
        detail: row.detail,
    })
}
