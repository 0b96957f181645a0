//! The handle that the rest of the program holds.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel_async::SimpleAsyncConnection;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use thiserror::Error;
use tokio::time::timeout;

use crate::transaction::{self, Isolation, SendAsyncFn, TransactionOptions};
use crate::{Conn, DatabaseConfig, DbError, OpenError, audit::AuditKey, catalog::CatalogChanges, pool};

/// The database: a cheap-to-clone handle over a pool of connections.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Conn>,
    acquire_timeout: Duration,
    transaction_timeout: Duration,
    audit_key: Option<AuditKey>,
    statements: Arc<AtomicU64>,
    catalog_changes: CatalogChanges,
}

/// How busy the pool is, for metrics and the readiness answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolStatus {
    /// Connections the pool may have.
    pub max_size: usize,
    /// Connections it has.
    pub size: usize,
    /// Connections that nobody uses.
    pub available: usize,
    /// Callers waiting for a connection.
    pub waiting: usize,
}

#[derive(Debug, Error)]
enum Busy {
    #[error("too many callers wait for a connection")]
    Queue,
    #[error("no connection became free in time")]
    Timeout,
}

#[derive(Debug, Error)]
#[error("the database was opened without the key of the audit log")]
struct NoAuditKey;

impl Db {
    /// Makes the pool. It connects to nothing yet: use [`Db::ping`] to find out whether it can.
    pub fn open(config: &DatabaseConfig) -> Result<Self, OpenError> {
        let statements = Arc::default();
        Ok(Self {
            pool: pool::build(config, &statements)?,
            statements,
            acquire_timeout: config.acquire_timeout,
            transaction_timeout: config.statement_timeout,
            audit_key: None,
            catalog_changes: CatalogChanges::default(),
        })
    }

    /// The same database, with the key that entries of the audit log are chained with. Without one, transactions that
    /// write to the audit log fail.
    #[must_use]
    pub fn with_audit_key(mut self, key: AuditKey) -> Self {
        self.audit_key = Some(key);
        self
    }

    pub(crate) fn audit_key(&self) -> Result<&AuditKey, DbError> {
        self.audit_key.as_ref().ok_or_else(|| DbError::Other(Box::new(NoAuditKey)))
    }

    /// A connection for reads, each statement on its own.
    ///
    /// Fails with [`DbError::Unavailable`] when none can be had within the acquire timeout, or at
    /// once when already twice as many callers wait as the pool has connections.
    pub async fn connection(&self) -> Result<Connection, DbError> {
        Ok(Connection { object: self.acquire().await? })
    }

    /// Runs `work` in one read-committed transaction and commits it if the result is `Ok`.
    ///
    /// On `Err` everything is rolled back. If another transaction got in the way (serialisation
    /// failure, deadlock) the whole of `work` runs again, up to three times: it must therefore do
    /// nothing but database work. Dropping the returned future rolls back and closes the connection.
    ///
    /// Do not ask for a second connection inside: that way a full pool waits for itself.
    ///
    /// The future is `Send`, so that jobs may run it on any thread. `work` therefore borrows only
    /// what is `Sync` and is written `async |tx| ..`, not `async move`.
    pub fn transaction<T, E, F>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send
    where
        for<'tx> F:
            AsyncFn(&'tx mut Conn) -> Result<T, E> + SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
        T: Send,
        E: From<DbError> + Send,
    {
        self.transaction_with(self.transaction_options(), work)
    }

    /// As [`Db::transaction`], but as if it ran alone: PostgreSQL's serialisable isolation.
    ///
    /// For rules that no constraint or conditional `UPDATE` can hold.
    pub fn serializable_transaction<T, E, F>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send
    where
        for<'tx> F:
            AsyncFn(&'tx mut Conn) -> Result<T, E> + SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
        T: Send,
        E: From<DbError> + Send,
    {
        let options = TransactionOptions { isolation: Isolation::Serializable, ..self.transaction_options() };
        self.transaction_with(options, work)
    }

    /// As [`Db::transaction`], with other limits, such as more time for an import.
    pub fn transaction_with<T, E, F>(
        &self,
        options: TransactionOptions,
        work: F,
    ) -> impl Future<Output = Result<T, E>> + Send
    where
        for<'tx> F:
            AsyncFn(&'tx mut Conn) -> Result<T, E> + SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
        T: Send,
        E: From<DbError> + Send,
    {
        transaction::run(self, options, work)
    }

    /// What [`Db::transaction`] uses: read committed, within the statement timeout.
    pub fn transaction_options(&self) -> TransactionOptions {
        TransactionOptions { isolation: Isolation::ReadCommitted, time_limit: self.transaction_timeout }
    }

    /// Whether the database answers, for readiness checks.
    pub async fn ping(&self) -> Result<(), DbError> {
        let mut connection = self.connection().await?;
        Ok(connection.batch_execute("SELECT 1").await?)
    }

    /// How busy the pool is.
    pub fn status(&self) -> PoolStatus {
        let status = self.pool.status();
        PoolStatus {
            max_size: status.max_size,
            size: status.size,
            available: status.available,
            waiting: status.waiting,
        }
    }

    /// Statements that were sent so far, for measuring and for comparing the work of two requests.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether what this process keeps of the catalogue is still true.
    pub fn catalog_changes(&self) -> &CatalogChanges {
        &self.catalog_changes
    }

    /// A connection that never goes back to the pool, for what lasts, such as listening.
    pub(crate) async fn dedicated(&self) -> Result<Conn, DbError> {
        Ok(Object::take(self.acquire().await?))
    }

    /// Closes the idle connections and refuses every later caller; connections in use end with it.
    pub fn close(&self) {
        self.pool.close();
    }

    pub(crate) async fn acquire(&self) -> Result<Object<Conn>, DbError> {
        let status = self.pool.status();
        if status.waiting >= status.max_size.saturating_mul(2) && status.max_size > 0 {
            return Err(DbError::Unavailable(Box::new(Busy::Queue)));
        }
        match timeout(self.acquire_timeout, self.pool.get()).await {
            Ok(object) => Ok(object?),
            Err(_elapsed) => Err(DbError::Unavailable(Box::new(Busy::Timeout))),
        }
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Db").field("status", &self.status()).finish_non_exhaustive()
    }
}

/// A connection on loan from the pool; use it as `&mut *connection` where a [`Conn`] is asked for.
pub struct Connection {
    object: Object<Conn>,
}

impl Deref for Connection {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.object
    }
}

impl DerefMut for Connection {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.object
    }
}
