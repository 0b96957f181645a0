//! Paying for a cart.

use chrono::{DateTime, Utc};
use securecart_domain::{
    AddressId, CheckoutId, Money, OrderId, ShippingMethodId, checkout::CheckoutStatus, orders::OrderStatus,
};
use serde::{Deserialize, Serialize};

use crate::addresses::AddressFields;

/// Starts a checkout of the caller's cart. Everything may be left out: then the order is collected, if the shop offers
/// that, and guests are asked for their address on the payment page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckoutRequest {
    /// The total the shopper saw; another total today is a conflict rather than a surprise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_total: Option<Money>,
    /// Where mail about the order goes; for guests alone, customers have an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// How the order reaches its buyer. Left out it is collected; where the shop does not offer that, it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryChoice>,
    /// What the invoice names, if that is not where the order goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<AddressFields>,
    /// What the buyer has to say about the order: at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// That the buyer has accepted the terms of the shop. `false` is refused, and where the session names terms it has to
    /// be `true`; elsewhere it can be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_accepted: Option<bool>,
}

/// How an order reaches its buyer. What is sent needs exactly one of the two addresses, what is collected none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryChoice {
    /// One of the methods of `GET /delivery-options`.
    pub method_id: ShippingMethodId,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<AddressFields>,
    /// An address of the caller's address book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_id: Option<AddressId>,
}

/// A checkout that waits for payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckoutStarted {
    /// Its id.
    pub checkout_id: CheckoutId,
    /// The payment provider's page to send the shopper to.
    pub payment_url: String,
    /// Until when the stock is held and the page can be paid.
    pub expires_at: DateTime<Utc>,
}

/// Where a checkout stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckoutState {
    /// Its id.
    pub checkout_id: CheckoutId,
    /// What has happened so far.
    pub status: CheckoutStatus,
    /// The order, once paid.
    pub order_id: Option<OrderId>,
    /// Its number for people, once paid.
    pub order_number: Option<String>,
    /// Where the order stands, once paid: `needs_review` if what was paid does not fit it, so that somebody of the shop has
    /// to look before it is an order.
    pub order_status: Option<OrderStatus>,
    /// Whether the money came when the goods were gone: the order is cancelled, and all of the money is on its way back.
    #[serde(default)]
    pub not_honoured: bool,
    /// What is to be paid or was paid.
    pub total: Money,
    /// The payment page, while it can still be paid.
    pub payment_url: Option<String>,
    /// Until when it can be paid.
    pub expires_at: DateTime<Utc>,
}
