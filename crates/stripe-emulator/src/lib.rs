#![doc = include_str!("../README.md")]
// The larger objects of the API are written as one literal each.
#![recursion_limit = "256"]

mod api;
mod clock;
mod config;
mod controls;
mod emulator;
mod error;
mod faults;
mod form;
mod idempotency;
mod ids;
mod ledger;
mod money;
mod page;
mod params;
mod running;
mod shared;
mod webhooks;

pub use config::EmulatorConfig;
pub use controls::{ApiCallRecord, ControlError, EventRecord, PaymentOutcome};
pub use emulator::{Emulator, StartError};
pub use faults::{Fault, FaultRule};
pub use ledger::RefundStatus;
pub use running::RunningEmulator;
pub use webhooks::{
    Attempt, Delivery, DeliveryStatus, ReleaseOrder, WebhookAnswer, WebhookMessage, signature_header,
};
