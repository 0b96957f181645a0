//! The shop's API as the app calls it: one function per operation, over one client.

pub mod accounts;
pub mod addresses;
pub mod authenticator;
mod call;
pub mod cart;
pub mod catalog;
pub mod categories;
pub mod checkout;
mod client;
mod confirmer;
pub mod coupons;
pub mod delivery;
mod error;
pub mod imports;
pub mod inventory;
pub mod orders;
pub mod passkeys;
pub mod people;
pub mod privacy;
mod random_key;
pub mod refunds;
pub mod returns;
pub mod reviews;
pub mod roles;
pub mod second_factor;
pub mod security;
pub mod shipments;
pub mod staff;
pub mod stock_mail;
mod upload;
pub mod wishlist;

pub use call::CallHeaders;
pub use client::{Client, Versioned, use_client};
pub use confirmer::Confirmer;
pub use error::ApiError;
pub use random_key::{Attempt, random_key};
