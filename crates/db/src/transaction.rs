//! Transactions: begun, committed, rolled back and repeated in this one place.

use std::cell::Cell;
use std::time::Duration;

use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AnsiTransactionManager, SimpleAsyncConnection, TransactionManager};
use thiserror::Error;
use tokio::time::{sleep, timeout};

use crate::{Conn, Db, DbError, audit, catalog::changes, idempotency};

/// How often a transaction is repeated after another one got in its way.
const RETRIES: u32 = 3;

/// How much of each other's work transactions see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// Every statement sees what was committed before it began.
    ReadCommitted,
    /// As if the transactions ran one after the other; those that cannot are repeated.
    Serializable,
}

/// The limits of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransactionOptions {
    /// How much of other transactions it sees.
    pub isolation: Isolation,
    /// How long one attempt may take, waiting for the server included. It ends also a wait for a
    /// server that vanished, of which PostgreSQL's own timeouts know nothing.
    pub time_limit: Duration,
}

#[derive(Debug, Error)]
#[error("the transaction took longer than {0:?}")]
struct TooLong(Duration);

tokio::task_local! {
    /// Whether a statement of the running transaction failed because of another transaction.
    ///
    /// The error type of the work is the caller's own and may say anything, so what to repeat is
    /// noted where every failure of a statement passes: in the conversion to `DbError`.
    static CONFLICT: Cell<bool>;
}

/// Remembers that the running transaction is worth repeating; does nothing outside of one.
pub(crate) fn note_conflict() {
    let outside = CONFLICT.try_with(|conflict| conflict.set(true)).is_err();
    if outside {
        tracing::trace!("a statement outside of a transaction met a conflict");
    }
}

/// Says that the future of an async closure is `Send`, which `AsyncFn` alone cannot.
///
/// Implemented for every async closure `async |tx| ..` that captures by reference and awaits
/// nothing that is tied to its thread; never implement it by hand.
pub trait SendAsyncFn<A, R>: Fn(A) -> <Self as SendAsyncFn<A, R>>::Future {
    /// The future of one call.
    type Future: Future<Output = R> + Send;
}

impl<F, A, R, Fut> SendAsyncFn<A, R> for F
where
    F: Fn(A) -> Fut,
    Fut: Future<Output = R> + Send,
{
    type Future = Fut;
}

/// Runs `work` in a transaction, see [`Db::transaction`].
pub(crate) async fn run<T, E, F>(db: &Db, options: TransactionOptions, work: F) -> Result<T, E>
where
    for<'tx> F:
        AsyncFn(&'tx mut Conn) -> Result<T, E> + SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
    T: Send,
    E: From<DbError> + Send,
{
    let mut retries = 0;
    loop {
        // Boxed, because every layer around it would have room for it once more, and so would every caller.
        let attempt = Box::pin(attempt(db, options, &work));
        let attempt = CONFLICT.scope(Cell::new(false), audit::collect(changes::collect(attempt)));
        let (outcome, conflict) = match timeout(options.time_limit, attempt).await {
            Ok(result) => result,
            Err(_elapsed) => {
                let cause = Box::new(TooLong(options.time_limit));
                (Err(DbError::Unavailable(cause).into()), false)
            }
        };
        if outcome.is_ok() || !conflict || retries >= RETRIES {
            return outcome;
        }
        retries = retries.saturating_add(1);
        tracing::debug!(retries, "repeating a transaction that met a conflict");
        sleep(pause(retries)).await;
    }
}

/// One attempt, and whether a conflict is to blame for its failure.
async fn attempt<T, E, F>(db: &Db, options: TransactionOptions, work: &F) -> (Result<T, E>, bool)
where
    for<'tx> F: SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
    T: Send,
    E: From<DbError> + Send,
{
    let result = attempt_once(db, options, work).await;
    (result, CONFLICT.with(Cell::get))
}

async fn attempt_once<T, E, F>(db: &Db, options: TransactionOptions, work: &F) -> Result<T, E>
where
    for<'tx> F: SendAsyncFn<&'tx mut Conn, Result<T, E>> + Send + Sync,
    T: Send,
    E: From<DbError> + Send,
{
    let mut transaction = Transaction::begin(db, options.isolation).await?;
    match work(transaction.connection()?).await {
        Ok(value) => {
            transaction.commit(db).await?;
            Ok(value)
        }
        Err(error) => {
            transaction.rollback().await;
            Err(error)
        }
    }
}

/// Longer each time, and different for each of two transactions that keep meeting.
fn pause(retries: u32) -> Duration {
    let longest = 20_u64.saturating_mul(1_u64 << retries.min(6));
    Duration::from_millis(rand::random_range(5..=longest))
}

/// A connection with an open transaction. Dropped unfinished, it closes the connection, which makes
/// PostgreSQL roll back and free the locks at once; in the pool it would keep them until it is idle
/// for too long.
struct Transaction {
    object: Option<Object<Conn>>,
}

#[derive(Debug, Error)]
#[error("the transaction is over")]
struct Over;

impl Transaction {
    async fn begin(db: &Db, isolation: Isolation) -> Result<Self, DbError> {
        let mut transaction = Self { object: Some(db.acquire().await?) };
        let sql = match isolation {
            Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
            Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        AnsiTransactionManager::begin_transaction_sql(transaction.connection()?, sql).await?;
        Ok(transaction)
    }

    fn connection(&mut self) -> Result<&mut Conn, DbError> {
        match &mut self.object {
            Some(object) => Ok(object),
            None => Err(DbError::Other(Box::new(Over))),
        }
    }

    /// PostgreSQL answers `COMMIT` of a transaction in which a statement failed with success and a
    /// rollback. Asking for the deferred constraints first makes that an error, so that work which
    /// swallowed a failure is never taken for done. The audit log comes last: its lock is one that all wait for, and
    /// whoever has it waits for nobody.
    async fn commit(mut self, db: &Db) -> Result<(), DbError> {
        let connection = self.connection()?;
        connection.batch_execute("SET CONSTRAINTS ALL IMMEDIATE").await?;
        idempotency::mark_effect(connection).await?;
        let events = audit::take();
        if !events.is_empty() {
            audit::append(connection, db.audit_key()?, events).await?;
        }
        AnsiTransactionManager::commit_transaction(connection).await?;
        if let Some(change) = changes::taken() {
            db.catalog_changes().happened(change);
        }
        self.give_back();
        Ok(())
    }

    /// The error that led here matters more than a failure to roll back, which only costs the connection.
    async fn rollback(mut self) {
        let Ok(connection) = self.connection() else {
            return;
        };
        match AnsiTransactionManager::rollback_transaction(connection).await {
            Ok(()) => self.give_back(),
            Err(error) => tracing::debug!(%error, "a rollback failed, closing its connection"),
        }
    }

    fn give_back(&mut self) {
        drop(self.object.take());
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if let Some(object) = self.object.take() {
            drop(Object::take(object));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_short_and_bounded() {
        for retries in 0..100 {
            let pause = pause(retries);
            assert!(pause >= Duration::from_millis(5) && pause <= Duration::from_millis(1280));
        }
    }
}
