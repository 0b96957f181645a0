//! The rules of the shop, free of IO: ids, money, names, permissions and state machines.
//!
//! Server and browser both compile this crate, so a form and the service behind it can not disagree about
//! what a username or a quantity is. It knows no clock, no randomness, no database and no HTTP; Diesel column
//! types exist only behind the feature `diesel`, which `securecart-db` alone switches on.

pub mod accounts;
pub mod audit;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod coupons;
pub mod delivery;
mod ids;
pub mod inventory;
pub mod money;
pub mod orders;
pub mod permission;
mod permission_words;
pub mod pricing;
pub mod privacy;
pub mod refunds;
pub mod returns;
pub mod reviews;
pub mod security;
pub mod shipments;
pub mod taxes;
mod text_enum;

pub use ids::*;
pub use money::{Currency, Money, MoneyError};
pub use permission::Permission;
pub use text_enum::UnknownWord;
