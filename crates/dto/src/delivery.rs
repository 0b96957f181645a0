//! How orders reach their buyers.

use chrono::{DateTime, Utc};
use securecart_domain::{
    Money, ShippingMethodId,
    delivery::MethodKind,
    pricing::{ShippingRate, Tax, TaxRate},
};
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

/// Where an order would go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DeliveryQuery {
    /// The country's code; left out, it is the shop's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The code of a state or province of Australia, Canada or the United States.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// How an order can reach a place, and what that costs: with it, everything that a cart costs can be computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryOptions {
    /// The country that this is about; none if none was given and the shop has none.
    pub country: Option<String>,
    /// The countries that orders can be sent to; none given is the whole world, an empty list is nowhere.
    pub countries: Option<Vec<String>>,
    /// The methods, in the order of the shop. Empty, together with `countries`, in a shop that asks for none.
    pub methods: Vec<DeliveryOption>,
    /// The tax of orders that are not sent anywhere.
    pub tax: Option<AppliedTax>,
}

/// A way in which an order can reach a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryOption {
    /// What names it at checkout.
    pub id: ShippingMethodId,
    /// Who goes to whom.
    pub kind: MethodKind,
    /// What it is called.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// What it costs.
    pub price: Money,
    /// From what the goods cost after their discount on, it costs nothing.
    pub free_from: Option<Money>,
    /// How long it takes.
    pub estimate: Option<DeliveryEstimate>,
    /// The tax of the order, if it is delivered in this way.
    pub tax: Option<AppliedTax>,
}

/// The one tax that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedTax {
    /// What it is called.
    pub name: String,
    /// The rate: `8.875`.
    pub percent: String,
    /// Whether prices contain it, instead of it coming on top.
    pub included: bool,
    /// Whether shipping is taxed as well.
    pub on_shipping: bool,
}

impl DeliveryOption {
    /// Its price, as carts are priced with it.
    pub fn rate(&self) -> ShippingRate {
        ShippingRate { price: self.price, free_from: self.free_from }
    }
}

impl AppliedTax {
    /// The tax, as carts are priced with it. None if the rate can not be read.
    pub fn tax(&self) -> Option<Tax> {
        let rate = TaxRate::parse_percent(&self.percent).ok()?;
        Some(Tax { rate, included: self.included, on_shipping: self.on_shipping })
    }
}
