//! What customers send back: on the page of an order, and what waits of all orders.

mod acts;
mod card;
mod page;
mod selection;

pub(super) use card::ReturnsCard;
pub(super) use page::ReturnsPage;
pub use selection::ReturnSelection;
