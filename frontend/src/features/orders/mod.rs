//! What the signed-in customer has bought.

mod again;
mod cancel;
mod delivery;
mod lines;
mod linked_acts;
mod linked_page;
mod order_page;
mod orders_page;
mod refund_words;
mod returns;
mod shipments;
mod status;
mod timeline;
mod totals;

pub use delivery::OrderDelivery;
pub use linked_page::LinkedOrderPage;
pub use order_page::OrderPage;
pub use orders_page::OrdersPage;
pub use refund_words::refund_words;
pub use returns::{ReturnList, return_words};
pub use shipments::{ShipmentList, line_name};
pub use status::{fulfilment_words, order_words, payment_words};
pub use timeline::OrderTimeline;
pub use totals::OrderSums;
