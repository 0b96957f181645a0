//! Everybody's orders.

mod bulk;
mod bulk_bar;
mod completing;
mod filters;
mod order_page;
mod page;
mod row;
mod selection;
mod steps;

pub(super) use order_page::OrderPage;
pub(super) use page::OrdersPage;
pub use selection::OrderSelection;
