//! The audit log: written in the transaction of what it tells, never changed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{Conn, DbError, schema::audit_events};

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Success,
    /// It was tried and did not work.
    Failure,
    /// It was not allowed.
    Denied,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Denied => "denied",
        }
    }
}

/// One entry to be written.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, if signed in.
    pub actor_user_id: Option<UserId>,
    /// From which network address.
    pub address: &'a str,
    /// With which client.
    pub user_agent: &'a str,
    /// In which request.
    pub request_id: &'a str,
    /// What: a word of the OWASP Logging Vocabulary where it has one.
    pub event: &'a str,
    /// What kind of thing it was done to, such as `product`.
    pub object_kind: Option<&'a str>,
    /// Which one.
    pub object_key: Option<&'a str>,
    /// How it ended.
    pub outcome: Outcome,
    /// What changed; never secrets or personal data.
    pub detail: serde_json::Value,
}

/// Appends an entry.
pub async fn insert_event(conn: &mut Conn, event: &NewEvent<'_>) -> Result<(), DbError> {
    diesel::insert_into(audit_events::table)
        .values((
            audit_events::at.eq(event.at),
            audit_events::actor_user_id.eq(event.actor_user_id.map(UserId::uuid)),
            audit_events::event.eq(event.event),
            audit_events::object_kind.eq(event.object_kind),
            audit_events::object_key.eq(event.object_key),
            audit_events::outcome.eq(event.outcome.as_str()),
            audit_events::address.eq(event.address),
            audit_events::user_agent.eq(event.user_agent),
            audit_events::request_id.eq(event.request_id),
            audit_events::detail.eq(&event.detail),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The words of all entries about one thing, oldest first.
pub async fn list_events_for_object(conn: &mut Conn, kind: &str, key: &str) -> Result<Vec<String>, DbError> {
    let events = audit_events::table
        .filter(audit_events::object_kind.eq(kind))
        .filter(audit_events::object_key.eq(key))
        .order(audit_events::seq)
        .select(audit_events::event)
        .load(conn)
        .await?;
    Ok(events)
}
