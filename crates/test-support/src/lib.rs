//! A database of its own for every test.
//!
//! [`TestDatabase::new`] copies a migrated template, which takes some tens of milliseconds, and drops
//! the copy at its end. Tests thus run in parallel, commit, and see only their own rows.
//!
//! The server behind it is a private cluster shared by all test processes, in
//! `${XDG_CACHE_HOME:-$HOME/.cache}/securecart/test-postgres`. The first test starts it, and it stops
//! half a minute after the last one; data is not synced to the disk. With
//! `SECURECART_TEST_DATABASE_URL` a given server is used, as a role that may create databases.

mod database;
mod server;
mod template;

pub use database::TestDatabase;
