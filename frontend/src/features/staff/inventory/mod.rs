//! Stock: what is there, what is kept, what needs somebody's eye, and why it changed.

mod count;
mod filters;
mod ledger;
mod level_page;
mod page;
mod reservations;
mod selection;
mod shown;
mod thresholds;
mod words;

pub(super) use level_page::LevelPage;
pub(super) use page::InventoryPage;
pub use selection::{LevelSelection, MovementSelection};
pub(super) use words::item_name;
