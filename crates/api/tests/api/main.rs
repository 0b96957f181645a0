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
mod admin_orders;
mod admin_products;
mod audit_log;
mod cart;
mod catalog;
mod checkout;
mod cli;
mod confirming;
mod devices;
mod headers;
mod import;
mod inventory;
mod openapi;
mod orders;
mod payment_pages;
mod problems;
mod product_images;
mod sessions;
mod settlement;
mod shopping;
mod signing_in_while_paying;
mod support;
mod webhooks;
