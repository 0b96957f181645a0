//! Files of products: brought, checked, applied, undone; and all products as a file.

mod export;
mod history;
mod new_form;
mod page;
mod result_page;
mod rows;
mod selection;
mod standing;
mod steps;
mod watch;
mod words;

pub(super) use export::ExportButton;
pub(super) use page::ImportsPage;
pub(super) use result_page::ImportPage;
pub use selection::{HistorySelection, RowSelection};
