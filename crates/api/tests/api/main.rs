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
mod addresses;
mod admin_orders;
mod admin_products;
mod advisories;
mod audit_log;
mod audit_proof;
mod audit_reading;
mod back_in_stock;
mod cart;
mod catalog;
mod categories;
mod checkout;
mod cli;
mod confirming;
mod coupons;
mod delivering;
mod delivery;
mod devices;
mod enumeration;
mod escalation;
mod exports;
mod fetched_pictures;
mod finding;
mod headers;
mod idempotency;
mod import;
mod imports;
mod invariants;
mod inventory;
mod invoices;
mod keys;
mod largest_payments;
mod limits;
mod mail;
mod mailed_links;
mod misfitting_money;
mod odd_sign_ins;
mod openapi;
mod order_links;
mod orders;
mod passkeys;
mod payment_pages;
mod people;
mod personal_data;
mod privacy;
mod problems;
mod product_images;
mod proofs;
mod refunds;
mod returns;
mod reviews;
mod roles;
mod second_factor;
mod security_events;
mod sessions;
mod settlement;
mod shipments;
mod shopping;
mod sign_in_throttle;
mod signing_in_while_paying;
mod slow_money;
mod smtp;
mod statements;
mod stock_watch;
mod support;
mod variant_upkeep;
mod webhooks;
mod wishlist;
