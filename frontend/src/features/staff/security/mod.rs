//! What looked like an attack, and what was done about it.

mod actions;
mod event_page;
mod filters;
mod page;
mod selection;
mod words;

pub(super) use event_page::SecurityEventPage;
pub(super) use page::SecurityPage;
pub use selection::SecuritySelection;
