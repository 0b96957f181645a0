//! The server of the shop: a REST API on actix-web, its jobs and its command line.
//!
//! Features are folders, operations are files of the same name. A request flows through an access proof and a
//! validated body into a service that decides inside one transaction; see `docs/ARCHITECTURE.md`.

pub mod accounts;
pub mod adapters;
pub mod addresses;
pub mod app;
pub mod audit;
pub mod auth;
pub mod back_in_stock;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod cli;
pub mod config;
pub mod coupons;
pub mod crash_point;
pub mod delivery;
pub mod demo;
pub mod export;
pub mod http;
pub mod idempotency;
pub mod import;
pub mod imports;
pub mod inventory;
pub mod invoices;
pub mod jobs;
pub mod keys;
pub mod limits;
pub mod mail;
pub mod media;
pub mod openapi;
pub mod orders;
pub mod passkeys;
pub mod payments;
pub mod people;
pub mod pictures;
pub mod privacy;
pub mod refunds;
pub mod returns;
pub mod reviews;
pub mod roles;
pub mod second_factor;
pub mod security;
pub mod server;
pub mod shipments;
pub mod spa;
pub mod state;
pub mod taxes;
pub mod telemetry;
pub mod wishlist;
