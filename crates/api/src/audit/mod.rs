//! Writing the audit log: what was done, by whom, from where.

mod budget;
mod denials;

use chrono::{DateTime, Utc};
pub use securecart_db::audit::Outcome;
use securecart_db::{
    Conn, DbError,
    audit::{NewEvent, insert_event},
};

pub use budget::{Budget, Spend};
pub use denials::{Denial, Denials, record_denial};

use crate::auth::Actor;

/// What happened to what.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The event's word.
    pub event: &'static str,
    /// The kind of thing it was done to.
    pub object_kind: &'static str,
    /// Which one.
    pub object_key: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What changed; never secrets or personal data.
    pub detail: serde_json::Value,
}

/// Appends an entry inside the transaction of the change, so that there is never one without the other.
pub async fn record(conn: &mut Conn, at: DateTime<Utc>, actor: &Actor, entry: Entry) -> Result<(), DbError> {
    insert_event(
        conn,
        &NewEvent {
            at,
            actor_user_id: actor.user_id,
            address: &actor.address,
            user_agent: &actor.user_agent,
            request_id: &actor.request_id,
            event: entry.event,
            object_kind: Some(entry.object_kind),
            object_key: Some(&entry.object_key),
            outcome: entry.outcome,
            detail: entry.detail,
        },
    )
    .await
}
