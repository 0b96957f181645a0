//! The audit log as staff read it.

use chrono::{DateTime, Utc};
use securecart_domain::{UserId, audit::Outcome};
use serde::{Deserialize, Serialize};

/// Which entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// The event's word, such as `inventory_adjusted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// A username, or the id of an account, also of one that has gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The key of what it was done to, such as the id of an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// A network address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Not before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// `json` unless told. As `csv`, all entries come at once, at most 10,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<AuditFormat>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What the entries come as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditFormat {
    /// A page.
    Json,
    /// A table for a spreadsheet.
    Csv,
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its number; they have no gaps from where the chain begins.
    pub seq: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The account that did it; none for guests and for the shop itself.
    pub actor_id: Option<UserId>,
    /// What the account is called now; none if it has gone.
    pub actor_username: Option<String>,
    /// The permission that staff used.
    pub permission: Option<String>,
    /// The kind of thing it was done to.
    pub object_kind: Option<String>,
    /// Which one.
    pub object_key: Option<String>,
    /// The network address it came from.
    pub address: String,
    /// What the client calls itself.
    pub user_agent: String,
    /// The request it came with, as the log names it.
    pub request_id: String,
    /// What changed, if something did: `before` and `after` hold the changed fields alone.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub detail: serde_json::Value,
}
