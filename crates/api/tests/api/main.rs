//! The API, tested from outside: a real server on a real port over a database of its own, the real Stripe
//! client against the emulator.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod access_matrix;
mod accounts;
mod admin_products;
mod catalog;
mod headers;
mod import;
mod inventory;
mod openapi;
mod problems;
mod purchase;
mod sessions;
mod support;
