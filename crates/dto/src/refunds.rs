//! Refunds: money that goes back to who paid an order.

use chrono::{DateTime, Utc};
use securecart_domain::{
    Money, OrderId, OrderLineId, RefundId,
    refunds::{RefundOrigin, RefundReason, RefundStatus},
};
use serde::{Deserialize, Serialize};

/// A refund as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderRefund {
    /// Its id.
    pub id: RefundId,
    /// Where it stands.
    pub status: RefundStatus,
    /// What goes back.
    pub amount: Money,
    /// Why.
    pub reason: RefundReason,
    /// Units of lines whose money goes back.
    pub lines: Vec<RefundLine>,
    /// How much of the amount for shipping.
    pub shipping: Money,
    /// What the amount is more than lines and shipping, or less if it is negative.
    pub adjustment: Money,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// When it was sent or failed; none while it is on its way.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Units of a line in a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundLine {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units.
    pub quantity: u16,
    /// What goes back for them: what was really paid, after the discount and with the tax.
    pub amount: Money,
}

/// A refund as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refund {
    /// The order.
    pub order_id: OrderId,
    /// What the customer sees of it.
    pub refund: OrderRefund,
    /// Who decided on it.
    pub origin: RefundOrigin,
    /// A note of the staff.
    pub note: String,
    /// Why it failed, in the payment provider's word.
    pub failure: Option<String>,
    /// What the payment provider calls it, once it has answered.
    pub provider_refund_id: Option<String>,
}

/// What to give back of an order. Lines and shipping make a sum; an amount of one's own takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRefundRequest {
    /// Units of lines, each line once, at most 100.
    #[serde(default)]
    pub lines: Vec<NewRefundLine>,
    /// Give back what is left of the shipping costs.
    #[serde(default)]
    pub shipping: bool,
    /// An amount of one's own, in the currency of the payment, at most what is left of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why; `order_cancelled` and `not_honoured` are the shop's own to say.
    pub reason: RefundReason,
    /// A note for staff, at most 500 characters.
    #[serde(default)]
    pub note: String,
    /// Put the units of the lines on the shelf again.
    pub restock: bool,
}

/// Units of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRefundLine {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// How many units: 1 to what is left of the line.
    pub quantity: u16,
}
