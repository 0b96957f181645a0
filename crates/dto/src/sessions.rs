//! Where an account is signed in.

use chrono::{DateTime, Utc};
use securecart_domain::SessionId;
use serde::{Deserialize, Serialize};

/// One device on which an account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSession {
    /// Its id; opens nothing.
    pub id: SessionId,
    /// The device in words, as it calls itself: "Firefox on Windows".
    pub device: String,
    /// The network address it signed in from.
    pub address: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// How many sessions were ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndedSessions {
    /// So many.
    pub ended: u32,
}
