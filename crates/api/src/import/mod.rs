//! Bringing products along: files of this shop and of others, and the demo. What is in a file is first turned into
//! [`product::ImportedProduct`]s, which keep all rules, and then stored, each in a transaction of its own.

pub(crate) mod cells;
mod error;
pub mod file;
mod layout;
pub(crate) mod own;
mod places;
pub mod product;
mod report;
mod run;
pub(crate) mod shopify;
pub mod store;

pub use error::ImportError;
pub use report::{ImportReport, RowError};
pub use run::import;
