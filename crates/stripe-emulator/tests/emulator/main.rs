//! The emulator from outside: over HTTP, as the shop and a payer use it, and through its library.

mod async_stripe;
mod authentication;
mod controls;
mod expiry;
mod faults;
mod idempotency;
mod listing;
mod payment_page;
mod refunds;
mod sessions;
mod support;
mod webhooks;
