//! Reviews: reading them before everybody does.

mod decide;
mod filters;
mod page;
mod selection;
mod words;

pub(super) use page::ReviewsPage;
pub use selection::ReviewSelection;
