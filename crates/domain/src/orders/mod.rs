//! Orders and the three states each of them has.

mod number;
mod status;
mod timeline;

pub use number::order_number;
pub use status::{FulfilmentStatus, IllegalTransition, OrderEvent, OrderStatus, PaymentStatus};
pub use timeline::TimelineStep;
