//! Orders, their lines and payments.
//!
//! An order exists from the checkout on, but is listed only once it is placed: paid, numbered and with a time.

mod cancel;
mod delivery;
mod draft;
mod lines;
mod list;
mod number;
mod place;
mod read;
mod record;
mod work;

pub use cancel::{cancel_paid_order, cancel_unhonoured_order};
pub use delivery::{OrderDelivery, OrderTax};
pub use draft::{NewOrder, NewOrderLine, insert_pending_order};
pub use lines::{OrderLineRecord, list_lines_any};
pub use list::{OrderFilter, count_orders_any, list_orders_any, list_orders_for_customer};
pub use number::next_order_count;
pub use place::{
    PaymentResult, Placement, cancel_pending_order, find_order_to_settle, flag_order, place_order,
    record_payment, review_cancelled_order,
};
pub use read::{find_order_any, find_order_for_customer};
pub use record::{OrderAmounts, OrderMoney, OrderRecord};
pub use work::{OrderWork, complete_orders_any, list_work_any};
