//! Paying for a cart.

use chrono::{DateTime, Utc};
use securecart_domain::{CheckoutId, Money, OrderId, checkout::CheckoutStatus, orders::OrderStatus};
use serde::{Deserialize, Serialize};

/// Starts a checkout of the caller's cart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckoutRequest {
    /// The total the shopper saw; another total today is a conflict rather than a surprise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_total: Option<Money>,
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
    /// Where the order stands, once paid: `cancelled` if its goods were gone by then, and the money is on its way back.
    pub order_status: Option<OrderStatus>,
    /// What is to be paid or was paid.
    pub total: Money,
    /// The payment page, while it can still be paid.
    pub payment_url: Option<String>,
    /// Until when it can be paid.
    pub expires_at: DateTime<Utc>,
}
