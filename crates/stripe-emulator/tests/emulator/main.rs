//! The emulator from outside: over HTTP, as the shop and a payer use it, and through its library.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

mod async_stripe;
mod authentication;
mod controls;
mod coupons;
mod expiry;
mod faults;
mod idempotency;
mod listing;
mod payment_page;
mod refund_states;
mod refunds;
mod sessions;
mod support;
mod webhooks;
