//! The audit log: what was done, by whom, from where.

mod budget;
mod changes;
mod csv;
mod denials;
mod list_audit_events;

use chrono::{DateTime, Utc};
pub use securecart_db::audit::Outcome;
use securecart_db::{
    Conn, DbError,
    audit::{NewEvent, note_event},
};

pub use budget::{Budget, Spend};
pub use changes::changes;
pub use denials::{Denial, Denials, record_denial};

use securecart_domain::audit::EVENTS;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::auth::Actor;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_audit_events::list_audit_events);
}

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

/// Notes an entry inside the transaction of the change, so that there is never one without the other: it is written at
/// the transaction's end. Outside of a transaction this fails.
pub fn record(
    _tx: &mut Conn,
    at: DateTime<Utc>,
    actor: &Actor,
    entry: Entry,
) -> std::future::Ready<Result<(), DbError>> {
    debug_assert!(EVENTS.contains(&entry.event), "list {} in domain::audit and docs/LOGGING.md", entry.event);
    std::future::ready(note_event(NewEvent {
        at,
        actor_user_id: actor.user_id,
        permission: actor.permission,
        address: actor.address.clone(),
        user_agent: actor.user_agent.clone(),
        request_id: actor.request_id.clone(),
        event: entry.event,
        object_kind: Some(entry.object_kind),
        object_key: Some(entry.object_key),
        outcome: entry.outcome,
        detail: entry.detail,
    }))
}
