//! PostgreSQL for the shop: the connection pool, transactions, the schema and the private cluster.
//!
//! Queries live in one folder per feature, as free functions on [`Conn`]. They never begin a
//! transaction: [`Db::transaction`] does, once per service call.

pub mod accounts;
mod address;
pub mod addresses;
pub mod audit;
pub mod back_in_stock;
pub mod carts;
pub mod catalog;
pub mod checkouts;
pub mod cluster;
pub mod coupons;
mod db;
pub mod delivery;
mod error;
pub mod idempotency;
pub mod imports;
pub mod invariants;
pub mod keys;
pub mod limits;
pub mod mailed_links;
pub mod migrate;
pub mod orders;
pub mod outbox;
mod pool;
pub mod privacy;
pub mod refunds;
pub mod returns;
pub mod reviews;
pub mod rights;
mod schema;
pub mod security;
pub mod shipments;
pub mod stock;
mod stored;
pub mod taxes;
mod tls;
mod transaction;
pub mod webhooks;
pub mod wishlist;

pub use address::{UrlError, is_local};
pub use db::{Connection, Db, PoolStatus};
pub use error::{BoxError, DbError};
pub use pool::{DatabaseConfig, OpenError, connect};
pub use stored::NewIds;
pub use transaction::{Isolation, SendAsyncFn, TransactionOptions};

/// One connection to PostgreSQL, what every query function takes.
///
/// A function that gets it cannot tell whether a transaction is open, and must not care.
pub type Conn = diesel_async::AsyncPgConnection;
