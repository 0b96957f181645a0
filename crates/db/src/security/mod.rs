//! What looks like an attack: signals that are counted, and the events that staff see.

pub mod events;
mod list;
pub mod signals;

use chrono::{DateTime, Utc};
use securecart_domain::{
    SecurityEventId, UserId,
    security::{SecurityEventKind, Severity},
};

pub use list::{EventFilter, count_events_any, find_event_any, list_events_any};

/// A security event as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// Its id.
    pub id: SecurityEventId,
    /// What was noticed.
    pub kind: SecurityEventKind,
    /// How bad that is.
    pub severity: Severity,
    /// Who did it, or which account it was done to.
    pub source: String,
    /// When it began.
    pub first_seen_at: DateTime<Utc>,
    /// When it was last noticed.
    pub last_seen_at: DateTime<Utc>,
    /// How often it was noticed.
    pub occurrences: u32,
    /// Until when the source is turned away.
    pub blocked_until: Option<DateTime<Utc>>,
    /// When somebody let the source in again.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Who has looked at it, if the account is still there.
    pub acknowledged_by: Option<UserId>,
    /// The name of who has looked at it.
    pub acknowledged_by_name: Option<String>,
    /// When somebody looked at it.
    pub acknowledged_at: Option<DateTime<Utc>>,
}
