//! Returns: what comes back from customers, never more than was sent to them.

mod status;

pub use status::{IllegalReturnStep, ReturnEvent, ReturnReason, ReturnStatus};
