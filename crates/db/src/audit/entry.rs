//! An entry: as it is told, and as it is stored.

use chrono::{DateTime, SubsecRound as _, Utc};
use diesel::prelude::*;
use securecart_domain::{Permission, UserId, audit::Outcome};
use uuid::Uuid;

use super::key::{AuditKey, Mac32};
use crate::schema::audit_events;

/// One entry to be written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, if signed in.
    pub actor_user_id: Option<UserId>,
    /// The permission that was used.
    pub permission: Option<Permission>,
    /// From which network address.
    pub address: String,
    /// With which client.
    pub user_agent: String,
    /// In which request.
    pub request_id: String,
    /// What: a word of the OWASP Logging Vocabulary where it has one.
    pub event: &'static str,
    /// What kind of thing it was done to, such as `product`.
    pub object_kind: Option<&'static str>,
    /// Which one.
    pub object_key: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// What changed; never secrets or personal data.
    pub detail: serde_json::Value,
}

/// A row of the table.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_events)]
pub(super) struct StoredEvent {
    pub(super) seq: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) actor_user_id: Option<Uuid>,
    pub(super) permission: Option<String>,
    pub(super) event: String,
    pub(super) object_kind: Option<String>,
    pub(super) object_key: Option<String>,
    pub(super) outcome: String,
    pub(super) address: String,
    pub(super) user_agent: String,
    pub(super) request_id: String,
    pub(super) detail: serde_json::Value,
    pub(super) prev: Option<Vec<u8>>,
    pub(super) mac: Option<Vec<u8>>,
}

impl StoredEvent {
    /// The entry of that number, as it will be read again, and not linked yet.
    pub(super) fn new(seq: i64, event: NewEvent) -> Self {
        Self {
            seq,
            // PostgreSQL keeps microseconds.
            at: event.at.trunc_subsecs(6),
            actor_user_id: event.actor_user_id.map(UserId::uuid),
            permission: event.permission.map(|permission| permission.as_str().to_owned()),
            event: event.event.to_owned(),
            object_kind: event.object_kind.map(str::to_owned),
            object_key: event.object_key,
            outcome: event.outcome.as_str().to_owned(),
            address: event.address,
            user_agent: event.user_agent,
            request_id: event.request_id,
            detail: event.detail,
            prev: None,
            mac: None,
        }
    }

    /// The mac that this entry has behind one of that mac.
    pub(super) fn mac_behind(&self, key: &AuditKey, prev: &[u8]) -> Mac32 {
        let mut detail = self.detail.clone();
        detail.sort_all_objects();
        key.mac(
            "entry 1",
            &[
                Some(prev),
                Some(&self.seq.to_be_bytes()),
                Some(&self.at.timestamp_micros().to_be_bytes()),
                self.actor_user_id.as_ref().map(|id| id.as_bytes().as_slice()),
                self.permission.as_deref().map(str::as_bytes),
                Some(self.event.as_bytes()),
                self.object_kind.as_deref().map(str::as_bytes),
                self.object_key.as_deref().map(str::as_bytes),
                Some(self.outcome.as_bytes()),
                Some(self.address.as_bytes()),
                Some(self.user_agent.as_bytes()),
                Some(self.request_id.as_bytes()),
                Some(detail.to_string().as_bytes()),
            ],
        )
    }
}
