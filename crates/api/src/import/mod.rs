//! Bringing products along: files of other shops, and the demo. What is in a file is first turned into
//! [`product::ImportedProduct`]s, which keep all rules, and then stored, each in a transaction of its own.

mod error;
pub mod product;
mod report;
pub mod shopify;
pub mod store;

pub use error::ImportError;
pub use report::{ImportReport, RowError};
