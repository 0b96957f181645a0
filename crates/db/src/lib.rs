//! PostgreSQL for the shop: the connection pool, transactions, the schema and the private cluster.
//!
//! Queries live in one folder per feature, as free functions on [`Conn`]. They never begin a
//! transaction: [`Db::transaction`] does, once per service call.

mod address;
pub mod cluster;
mod db;
mod error;
pub mod migrate;
mod pool;
mod tls;
mod schema;
mod transaction;

pub use address::{UrlError, is_local};
pub use db::{Connection, Db, PoolStatus};
pub use error::{BoxError, DbError};
pub use pool::{DatabaseConfig, OpenError, connect};
pub use transaction::{Isolation, SendAsyncFn, TransactionOptions};

/// One connection to PostgreSQL, what every query function takes.
///
/// A function that gets it cannot tell whether a transaction is open, and must not care.
pub type Conn = diesel_async::AsyncPgConnection;
