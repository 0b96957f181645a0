//! What happened to an order.

use chrono::{DateTime, Utc};
use securecart_domain::{Money, orders::TimelineStep};
use serde::{Deserialize, Serialize};

/// One thing that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// What happened.
    pub step: TimelineStep,
    /// When.
    pub at: DateTime<Utc>,
    /// The shipment, refund or return that it happened to.
    pub subject: Option<String>,
    /// Units, of shipments and returns.
    pub units: Option<u32>,
    /// The amount, of payments and refunds.
    pub amount: Option<Money>,
}
