//! The list of all products, with their stock to be counted in place.

mod filters;
mod page;
mod row;
mod selection;

pub(super) use page::ProductsPage;
pub use selection::ProductSelection;
