//! What goes over the wire. The server, the browser app and programs in Rust share these types and the
//! endpoint table, so a call that compiles is a call that the server understands.
//!
//! Requests refuse unknown fields (no mass assignment). With the feature `openapi` every type also describes
//! itself for `openapi/securecart.json`.

pub mod accounts;
pub mod addresses;
pub mod admin;
pub mod audit;
pub mod back_in_stock;
pub mod cart;
pub mod catalog;
pub mod categories;
pub mod checkout;
pub mod coupons;
pub mod delivery;
pub mod endpoint;
pub mod finding;
pub mod imports;
pub mod inventory;
mod key_rule;
mod operation;
pub mod orders;
mod page;
pub mod passkeys;
pub mod people;
pub mod privacy;
mod problem;
pub mod product_images;
pub mod refunds;
pub mod returns;
pub mod reviews;
pub mod roles;
pub mod second_factor;
pub mod security;
pub mod sessions;
pub mod shipments;
pub mod taxes;
pub mod timeline;
pub mod wishlist;

pub use endpoint::{Endpoint, Method};
pub use page::{AdminPage, Page};
pub use problem::{FieldError, Problem, ProblemType};
