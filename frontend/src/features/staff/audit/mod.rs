//! The audit log.

mod detail;
mod export;
mod filters;
mod page;
mod row;
mod selection;

pub(super) use page::AuditPage;
pub use selection::AuditSelection;
