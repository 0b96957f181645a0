//! Returns: what customers send back.

use std::fmt;

use chrono::{DateTime, Utc};
use securecart_domain::{
    Money, OrderId, OrderLineId, RefundId, ReturnId,
    returns::{ReturnReason, ReturnStatus},
};
use serde::{Deserialize, Serialize};

/// A return, as its customer and staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderReturn {
    /// Its id.
    pub id: ReturnId,
    /// Where it stands.
    pub status: ReturnStatus,
    /// What comes back.
    pub lines: Vec<ReturnLine>,
    /// Why.
    pub reason: ReturnReason,
    /// What the customer says about it; may be empty.
    pub note: String,
    /// What the shop says to it; may be empty.
    pub answer: String,
    /// The refund that gives its money back.
    pub refund_id: Option<RefundId>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When the shop answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it arrived.
    pub received_at: Option<DateTime<Utc>>,
}

/// Units of a line in a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnLine {
    /// The line of the order.
    pub line_id: OrderLineId,
    /// Units.
    pub quantity: u16,
}

/// What somebody wants to send back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReturnRequest {
    /// Units of lines, each line once, at most 100: only what was sent and is neither returned nor refunded.
    pub lines: Vec<ReturnLine>,
    /// Why.
    pub reason: ReturnReason,
    /// More about it, at most 500 characters.
    #[serde(default)]
    pub note: String,
}

/// What somebody wants to send back of the order that a mailed link shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkedReturnRequest {
    /// What stands behind `#t=` in the link.
    pub token: String,
    /// Units of lines, each line once, at most 100: only what was sent and is neither returned nor refunded.
    pub lines: Vec<ReturnLine>,
    /// Why.
    pub reason: ReturnReason,
    /// More about it, at most 500 characters.
    #[serde(default)]
    pub note: String,
}

impl fmt::Debug for LinkedReturnRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkedReturnRequest").finish_non_exhaustive()
    }
}

/// A return in a list, with its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminReturn {
    /// The order.
    pub order_id: OrderId,
    /// Its number for people.
    pub order_number: String,
    /// The return.
    #[serde(rename = "return")]
    pub details: OrderReturn,
}

/// What returns to list; without a state all that the shop has something to do for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AdminReturnQuery {
    /// Only returns in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ReturnStatus>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What the shop says to a return; the customer reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerReturnRequest {
    /// At most 500 characters: where to send it, or why it is not taken back.
    #[serde(default)]
    pub answer: String,
}

/// What becomes of the goods that have arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveReturnRequest {
    /// The lines whose units go on the shelf again.
    #[serde(default)]
    pub restock: Vec<OrderLineId>,
}

/// How the money of a return goes back: what was paid for its units, unless an amount takes the place of the sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundReturnRequest {
    /// Give back what is left of the shipping costs too.
    #[serde(default)]
    pub shipping: bool,
    /// An amount of one's own, in the currency of the payment, at most what is left of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A note for staff, at most 500 characters.
    #[serde(default)]
    pub note: String,
}
