//! What tests order and look at. The library's [`crate::RunningEmulator`] and the calls under `/_emulator/` both use it.

mod answer;
mod deliveries;
mod guard;
mod http;
mod payments;
mod records;
mod refund_calls;
mod refunds;
mod settings;

pub(crate) use http::configure;
pub use records::{ApiCallRecord, ControlError, EventRecord, PaymentOutcome};
