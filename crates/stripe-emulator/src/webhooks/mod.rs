//! Events on their way to the shop.

mod courier;
mod delivery;
mod desk;
mod signature;

pub(crate) use courier::{Courier, send_message};
pub use delivery::{Attempt, Delivery, DeliveryStatus, ReleaseOrder, WebhookAnswer, WebhookMessage};
pub(crate) use desk::{Desk, Job};
pub use signature::signature_header;
