//! Money that goes back.
//!
//! A refund takes from the counters of payment, lines and order when it is decided, each by a conditional `UPDATE` and
//! held by a `CHECK`; one that fails gives back what it took. Whoever changes one locks the order first.

mod end;
mod order;
mod queue;
mod record;
mod reserve;
mod source;
mod unexpected;

pub use end::{fail_refund, remember_provider_refund, succeed_refund};
pub use order::{RefundableLine, RefundableOrder, lock_order_to_refund};
pub use queue::claim_due_refunds;
pub use record::{
    RefundLineRecord, RefundRecord, RefundSource, find_refund_any, find_refund_by_provider, list_refunds_any,
};
pub use reserve::{NewRefund, NewRefundLine, reserve_refund};
pub use source::{find_payment_of_source, find_source_of_payment};
pub use unexpected::{
    NewUnexpectedPayment, ReceivedPayment, find_left_of_unexpected, find_received_payment,
    insert_unexpected_payment,
};
