//! The decisions about security events.

use securecart_db::{
    Conn,
    security::{EventRecord, events, find_event_any},
};
use securecart_domain::SecurityEventId;
use serde_json::json;

use super::SecurityError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
};

/// Notes that the caller has looked at the event. A block that runs stays.
pub(super) async fn acknowledge(
    access: &Allowed<perm::WriteSecurity>,
    tx: &mut Conn,
    clock: &Clock,
    id: SecurityEventId,
) -> Result<EventRecord, SecurityError> {
    let changed = events::acknowledge(tx, id, access.user_id(), clock.now()).await?;
    let event = find_event_any(tx, id).await?.ok_or(SecurityError::NotFound)?;
    if !changed {
        return Err(SecurityError::Acknowledged);
    }
    let entry = entry("security_event_acknowledged", &event);
    audit::record(tx, clock.now(), access.actor(), entry).await?;
    Ok(event)
}

/// Lets the source of the event in again.
pub(super) async fn lift(
    access: &Allowed<perm::WriteSecurity>,
    tx: &mut Conn,
    clock: &Clock,
    id: SecurityEventId,
) -> Result<EventRecord, SecurityError> {
    let lifted = events::lift(tx, id, clock.now()).await?;
    let event = find_event_any(tx, id).await?.ok_or(SecurityError::NotFound)?;
    if lifted.is_none() {
        return Err(SecurityError::NotBlocked);
    }
    audit::record(tx, clock.now(), access.actor(), entry("security_block_lifted", &event)).await?;
    Ok(event)
}

fn entry(word: &'static str, event: &EventRecord) -> Entry {
    Entry {
        event: word,
        object_kind: "security_event",
        object_key: event.id.to_string(),
        outcome: Outcome::Success,
        detail: json!({ "kind": event.kind }),
    }
}
