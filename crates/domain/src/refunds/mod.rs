//! Refunds: money that goes back to who paid, never more than was paid.

mod line;
mod plan;
mod words;

pub use line::{LineCost, LinePaid};
pub use plan::{RefundPlan, RefundProblem, RefundWish, plan};
pub use words::{IllegalRefundStep, RefundOrigin, RefundReason, RefundStatus};
