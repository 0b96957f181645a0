//! What the signed-in customer has bought.

mod delivery;
mod order_page;
mod orders_page;
mod status;
mod totals;

pub use delivery::OrderDelivery;
pub use order_page::OrderPage;
pub use orders_page::OrdersPage;
pub use status::{fulfilment_words, order_words, payment_words};
pub use totals::OrderSums;
