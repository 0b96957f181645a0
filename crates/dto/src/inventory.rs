//! Stock as staff watch it: levels, what checkouts hold of them, and the ledger.

use chrono::{DateTime, Utc};
use securecart_domain::{
    CheckoutId, HoldId, MovementId, ProductId, VariantId, catalog::MovementKind, inventory::StockState,
};
use serde::{Deserialize, Serialize};

/// What variants to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct InventoryQuery {
    /// Part of a product's name or an SKU; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only stock that stands like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StockState>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What entries of the ledger to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MovementQuery {
    /// Only of this variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<VariantId>,
    /// Only of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MovementKind>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What reservations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ReservationQuery {
    /// Only of this variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<VariantId>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The variant that stock is counted of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockItem {
    /// Its id.
    pub variant_id: VariantId,
    /// Of which product.
    pub product_id: ProductId,
    /// The product's name.
    pub product_name: String,
    /// Its option values joined; empty if there is no choice.
    pub variant_title: String,
    /// The shop's code for it.
    pub sku: Option<String>,
}

/// The stock of a variant and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InventoryLevel {
    /// Of what.
    pub item: StockItem,
    /// Units in the house.
    pub on_hand: u32,
    /// Units kept for open checkouts.
    pub reserved: u32,
    /// Units that can be bought now.
    pub available: u32,
    /// With so many units available or less it is low.
    pub low_units: u32,
    /// With so many units in the house or more it is too much; never if there is no number.
    pub over_units: Option<u32>,
    /// How it stands to both.
    pub state: StockState,
    /// Goes up when the thresholds change; the `ETag` is made of it.
    pub version: i64,
    /// When a count or a threshold last changed.
    pub updated_at: DateTime<Utc>,
}

/// From where on stock is low or too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StockThresholds {
    /// 0 to 1,000,000 units available.
    pub low_units: u32,
    /// More than `low_units`, at most 1,000,000 units in the house; left out: never too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_units: Option<u32>,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockMovement {
    /// Its id.
    pub id: MovementId,
    /// Of what.
    pub item: StockItem,
    /// Why the counters changed.
    pub kind: MovementKind,
    /// By how many units the count in the house changed.
    pub on_hand_delta: i32,
    /// By how many units the count of what checkouts hold changed.
    pub reserved_delta: i32,
    /// The words of who counted, or the id of the order or checkout.
    pub reason: String,
    /// The username of who did it; none for what the shop did itself.
    pub actor: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What an open checkout keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockReservation {
    /// Its id.
    pub id: HoldId,
    /// Of what.
    pub item: StockItem,
    /// For which checkout.
    pub checkout_id: CheckoutId,
    /// How many units.
    pub quantity: u32,
    /// Until when, unless it is paid for or the payment page stays open.
    pub expires_at: DateTime<Utc>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}
