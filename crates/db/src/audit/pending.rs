//! What the running transaction noted.

use std::cell::RefCell;

use thiserror::Error;

use super::NewEvent;
use crate::DbError;

/// The entries of one attempt at a transaction.
type Pending = RefCell<Vec<NewEvent>>;

tokio::task_local! {
    /// Beside the connection rather than in it, since the type of connections is the driver's.
    static PENDING: Pending;
}

#[derive(Debug, Error)]
#[error("an audit entry belongs into a transaction")]
struct Outside;

/// Runs an attempt at a transaction with an empty list.
pub(crate) async fn collect<F: Future>(attempt: F) -> F::Output {
    PENDING.scope(Pending::default(), attempt).await
}

pub(super) fn note(event: NewEvent) -> Result<(), DbError> {
    PENDING
        .try_with(|pending| pending.borrow_mut().push(event))
        .map_err(|_| DbError::Other(Box::new(Outside)))
}

/// What was noted so far.
pub(crate) fn take() -> Vec<NewEvent> {
    PENDING.try_with(RefCell::take).unwrap_or_default()
}
