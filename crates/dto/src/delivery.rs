//! How orders reach their buyers.

use chrono::{DateTime, Utc};
use securecart_domain::{Money, ShippingMethodId, delivery::MethodKind};
use serde::{Deserialize, Serialize};

/// A shipping method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShippingMethod {
    /// Its id.
    pub id: ShippingMethodId,
    /// What staff say of it.
    pub terms: ShippingMethodTerms,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// What staff say of a shipping method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShippingMethodTerms {
    /// What shoppers see it called: 1 to 80 characters.
    pub name: String,
    /// A sentence about it, such as where and when orders are collected: at most 200 characters.
    #[serde(default)]
    pub description: String,
    /// Who goes to whom.
    pub kind: MethodKind,
    /// Codes of the countries that it serves (ISO 3166-1 alpha-2); left out, it is the whole world. None for those that
    /// are collected.
    #[serde(default)]
    pub countries: Option<Vec<String>>,
    /// What it costs, in the currency of the shop; nothing if orders are collected.
    pub price: Money,
    /// From what the goods cost after their discount on, it costs nothing.
    #[serde(default)]
    pub free_from: Option<Money>,
    /// How long it takes.
    #[serde(default)]
    pub estimate: Option<DeliveryEstimate>,
    /// Where it stands among the others, 0 to 1,000; the lowest comes first.
    #[serde(default)]
    pub position: u16,
    /// Whether it is offered.
    pub active: bool,
}

/// Working days from the order to the buyer's door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryEstimate {
    /// At least: 0 to 90.
    pub from: i64,
    /// At most: 0 to 90.
    pub to: i64,
}
