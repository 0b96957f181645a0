//! Whether what is kept in memory of the catalogue is still true: three numbers that go up with every change.
//!
//! Whoever keeps something notes the numbers before reading it, and throws it away once they are others. They go up when
//! a transaction of this process that changed something has committed, and whenever PostgreSQL tells of one, of whichever
//! process ([`listen`]).

use std::{
    cell::Cell,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use diesel_async::SimpleAsyncConnection;
use futures_util::StreamExt as _;
use thiserror::Error;

use crate::{Conn, Db, DbError};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Units that can be bought, or that were sold.
    Stock,
    /// Units, and so perhaps whether anything is left.
    Availability,
    /// Anything else that shoppers see.
    Catalogue,
}

/// The state of the catalogue as far as this process has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CatalogState {
    /// Goes up with every change but those of stock that this process makes, and those of units that PostgreSQL tells of.
    /// That the last unit of a variant went or the first one came is told as any other change is.
    pub range: u64,
    /// Goes up with every change but those of units that leave some and left some before. Here also with those that may not.
    pub catalogue: u64,
    /// Goes up with every change.
    pub stock: u64,
}

/// The numbers of one process.
#[derive(Clone, Debug, Default)]
pub struct CatalogChanges {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    range: AtomicU64,
    catalogue: AtomicU64,
    stock: AtomicU64,
    listening: AtomicBool,
}

tokio::task_local! {
    /// What the running transaction has changed, for the process itself: it is not to wait for PostgreSQL's word.
    static CHANGED: Cell<Option<Change>>;
}

/// Runs an attempt at a transaction with nothing changed yet.
pub(crate) async fn collect<F: Future>(attempt: F) -> F::Output {
    CHANGED.scope(Cell::new(None), attempt).await
}

/// Remembers that the running transaction changes something. Outside of one PostgreSQL's word has to do.
pub(crate) fn note(change: Change) {
    let outside = CHANGED.try_with(|changed| {
        changed.set(changed.get().max(Some(change)));
    });
    if outside.is_err() {
        tracing::trace!("a change outside of a transaction");
    }
}

/// What was changed so far.
pub(crate) fn taken() -> Option<Change> {
    CHANGED.try_with(Cell::take).ok().flatten()
}

impl CatalogChanges {
    /// The state now; `None` as long as nobody listens to PostgreSQL, and nothing is to be kept.
    pub fn state(&self) -> Option<CatalogState> {
        let state = CatalogState {
            range: self.inner.range.load(Ordering::SeqCst),
            catalogue: self.inner.catalogue.load(Ordering::SeqCst),
            stock: self.inner.stock.load(Ordering::SeqCst),
        };
        self.inner.listening.load(Ordering::SeqCst).then_some(state)
    }

    pub(crate) fn happened(&self, change: Change) {
        if change == Change::Catalogue {
            self.inner.range.fetch_add(1, Ordering::SeqCst);
        }
        if change >= Change::Availability {
            self.inner.catalogue.fetch_add(1, Ordering::SeqCst);
        }
        self.inner.stock.fetch_add(1, Ordering::SeqCst);
    }

    fn set_listening(&self, listening: bool) {
        self.inner.listening.store(listening, Ordering::SeqCst);
        // Whatever was told meanwhile was not heard.
        self.happened(Change::Catalogue);
    }
}

/// Stops vouching for the state however the listening ends.
struct Listening<'a>(&'a CatalogChanges);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.0.set_listening(false);
    }
}

#[derive(Debug, Error)]
#[error("PostgreSQL tells of no further changes: the connection is gone")]
struct Deaf;

/// Listens to PostgreSQL on a connection of its own until that ends, which is always an error. Calls `begun` once it
/// listens.
pub async fn listen(db: &Db, begun: impl FnOnce()) -> Result<(), DbError> {
    let mut connection: Conn = db.dedicated().await?;
    connection.batch_execute("LISTEN catalog_changed").await?;
    let changes = db.catalog_changes();
    changes.set_listening(true);
    let _guard = Listening(changes);
    begun();
    let mut told = pin!(connection.notifications_stream());
    while let Some(notification) = told.next().await {
        // Another word than ours, of a later version, may mean anything.
        let only_stock = notification?.payload == "stock";
        changes.happened(if only_stock { Change::Stock } else { Change::Catalogue });
    }
    Err(DbError::Unavailable(Box::new(Deaf)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_greater_change_counts() {
        for (notes, expected) in [
            (vec![], None),
            (vec![Change::Stock], Some(Change::Stock)),
            (vec![Change::Stock, Change::Catalogue], Some(Change::Catalogue)),
            (vec![Change::Catalogue, Change::Stock], Some(Change::Catalogue)),
            (vec![Change::Catalogue, Change::Availability], Some(Change::Catalogue)),
            (vec![Change::Stock, Change::Availability], Some(Change::Availability)),
        ] {
            let taken = collect(async {
                for change in &notes {
                    note(*change);
                }
                taken()
            });
            assert_eq!(taken.await, expected, "{notes:?}");
        }
    }

    #[test]
    fn nothing_is_vouched_for_unless_somebody_listens() {
        let changes = CatalogChanges::default();
        assert_eq!(changes.state(), None);
        changes.set_listening(true);
        let before = changes.state().unwrap();
        changes.happened(Change::Stock);
        let after = changes.state().unwrap();
        assert_eq!((after.catalogue, after.stock), (before.catalogue, before.stock + 1));
        changes.happened(Change::Availability);
        let after = changes.state().unwrap();
        assert_eq!((after.range, after.catalogue), (before.range, before.catalogue + 1));
        changes.happened(Change::Catalogue);
        assert_eq!(changes.state().unwrap().range, before.range + 1);
        drop(Listening(&changes));
        assert_eq!(changes.state(), None);
    }
}
