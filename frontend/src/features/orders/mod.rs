//! What the signed-in customer has bought.

mod cancel;
mod delivery;
mod order_page;
mod orders_page;
mod refund_events;
mod status;
mod totals;

pub use delivery::OrderDelivery;
pub use order_page::OrderPage;
pub use orders_page::OrdersPage;
pub use refund_events::{RefundEvents, refund_words};
pub use status::{fulfilment_words, order_words, payment_words};
pub use totals::OrderSums;
