//! Shipments: what was sent of an order, and how it is followed.

use chrono::{DateTime, Utc};
use securecart_domain::{OrderLineId, ShipmentId};
use serde::{Deserialize, Serialize};

/// What was sent of an order at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shipment {
    /// Its id.
    pub id: ShipmentId,
    /// When it was sent.
    pub shipped_at: DateTime<Utc>,
    /// Who carries it; may be empty.
    pub carrier: String,
    /// What the carrier calls it; may be empty.
    pub tracking_number: String,
    /// The carrier's page that follows it, always `https`; none if there is none.
    pub tracking_url: Option<String>,
    /// What is in it.
    pub lines: Vec<ShipmentLine>,
}

/// Units of a line in a shipment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipmentLine {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units.
    pub quantity: u16,
}

/// What is sent, and how it is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewShipmentRequest {
    /// Units of lines, each line once, at most 100; never more than are still to be sent.
    pub lines: Vec<ShipmentLine>,
    /// Who carries it, at most 60 characters.
    #[serde(default)]
    pub carrier: String,
    /// What the carrier calls it: at most 60 letters, digits, blanks, hyphens, dots and slashes.
    #[serde(default)]
    pub tracking_number: String,
    /// The carrier's page that follows it: `https` and a named host, at most 500 characters.
    #[serde(default)]
    pub tracking_url: String,
}
