//! The words for what happened to an order.

use crate::text_enum::text_enum;

text_enum! {
    /// What happened to an order. Of what happened at the same moment, the earlier word comes first.
    pub enum TimelineStep {
        /// It was placed.
        Placed = "placed",
        /// Money was received.
        Paid = "paid",
        /// It was paid once more; that money goes back.
        PaidTwice = "paid_twice",
        /// Something of it was sent.
        Shipped = "shipped",
        /// The customer wants to send something back.
        ReturnRequested = "return_requested",
        /// The shop takes it back.
        ReturnApproved = "return_approved",
        /// The shop does not take it back.
        ReturnRejected = "return_rejected",
        /// What was sent back has arrived.
        ReturnReceived = "return_received",
        /// It was cancelled.
        Cancelled = "cancelled",
        /// Money is on its way back.
        RefundPending = "refund_pending",
        /// Money has gone back.
        Refunded = "refunded",
        /// Money could not be given back.
        RefundFailed = "refund_failed",
        /// The shop closed it as done.
        Completed = "completed",
    }
}
