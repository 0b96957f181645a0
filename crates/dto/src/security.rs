//! What staff see of attacks.

use chrono::{DateTime, Utc};
use securecart_domain::{
    SecurityEventId,
    security::{SecurityEventKind, SecurityEventState, Severity},
};
use serde::{Deserialize, Serialize};

/// What security events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SecurityEventQuery {
    /// Only of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SecurityEventKind>,
    /// Only this bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<SecurityEventState>,
    /// Only of this source, in full; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Something that looked like an attack. What goes on while nobody has looked at it is one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecurityEvent {
    /// Its id.
    pub id: SecurityEventId,
    /// What was noticed.
    pub kind: SecurityEventKind,
    /// How bad that is.
    pub severity: Severity,
    /// The network it came from, or the account that it was done by or to.
    pub source: String,
    /// When it passed the threshold.
    pub first_seen_at: DateTime<Utc>,
    /// When it was last noticed.
    pub last_seen_at: DateTime<Utc>,
    /// How often it was noticed from the threshold on.
    pub occurrences: u32,
    /// Until when the source is turned away; none if it is not.
    pub blocked_until: Option<DateTime<Utc>>,
    /// When somebody let the source in again.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Who has looked at it.
    pub acknowledged_by: Option<String>,
    /// When somebody looked at it.
    pub acknowledged_at: Option<DateTime<Utc>>,
}
