//! What is HTTP and the same for every feature.

mod answers;
pub mod body_timeout;
pub mod client_address;
pub mod error;
pub mod etag;
pub mod fields;
pub mod headers;
pub mod page;
pub mod path;
pub mod problems;
pub mod unknown_path;
pub mod valid;

pub use answers::{Accepted, Created, NoContent};
pub use error::ApiError;
pub use valid::{Valid, ValidQuery};
