//! Refunds: deciding on them, having the payment provider carry them out, and hearing what became of them.
//!
//! A refund is decided in one transaction, which takes its amount from what is left of the payment. Only then is the
//! provider asked, outside of any transaction, under the refund's own id; another transaction writes down what it said.
//! Whatever is interrupted in between is gone on with by a job, and is never done twice (ADR 0028).

mod carry_out;
mod conclude;
mod create_refund;
mod decide;
mod error;
mod hear;
mod list_order_refunds;
mod unexpected;

use securecart_db::refunds::RefundRecord;
use securecart_dto::refunds::{OrderRefund, Refund, RefundLine};
use utoipa_actix_web::service_config::ServiceConfig;

pub use carry_out::carry_out;
pub(crate) use create_refund::as_far_as_possible;
pub(crate) use decide::{Wish, decide, restock};
pub use error::RefundError;
pub use hear::hear_of_refund;
pub(crate) use unexpected::{Unexpected, give_back_unexpected};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_order_refunds::list_order_refunds).service(create_refund::create_refund);
}

/// A refund as its customer sees it.
pub(crate) fn order_refund(record: RefundRecord) -> OrderRefund {
    let lines = record.lines.into_iter().map(|line| RefundLine {
        line_id: line.line_id,
        quantity: line.quantity,
        amount: line.amount,
    });
    OrderRefund {
        id: record.id,
        status: record.status,
        amount: record.amount,
        reason: record.reason,
        lines: lines.collect(),
        shipping: record.shipping,
        adjustment: record.adjustment,
        created_at: record.created_at,
        completed_at: record.completed_at,
    }
}

/// A refund as staff see it.
fn refund(record: RefundRecord) -> Refund {
    Refund {
        order_id: record.order_id,
        origin: record.origin,
        note: record.note.clone(),
        failure: Some(record.failure.clone()).filter(|failure| !failure.is_empty()),
        provider_refund_id: record.provider_refund_id.clone(),
        refund: order_refund(record),
    }
}
