//! The call that is under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diesel::dsl::{And, Eq, Filter};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use thiserror::Error;
use uuid::Uuid;

use crate::{DbError, schema::idempotency_keys as keys};

/// A call that holds its claim.
#[derive(Debug)]
pub struct KeyedCall {
    /// The row.
    id: [u8; 32],
    attempt: Uuid,
    reached: Option<String>,
    by_hand: AtomicBool,
    answered: AtomicBool,
}

#[derive(Debug, Error)]
#[error("the call has been taken over by another attempt")]
struct TakenOver;

tokio::task_local! {
    /// Beside the connection, as for the audit log.
    static CALL: Arc<KeyedCall>;
}

/// The row of a call, as long as it is this attempt's.
pub(super) type Own = Filter<keys::table, And<Eq<keys::id, Vec<u8>>, Eq<keys::attempt, Uuid>>>;

impl KeyedCall {
    pub(super) fn new(id: [u8; 32], attempt: Uuid, reached: Option<String>) -> Self {
        Self { id, attempt, reached, by_hand: AtomicBool::new(false), answered: AtomicBool::new(false) }
    }

    /// The row's key.
    pub fn id(&self) -> &[u8; 32] {
        &self.id
    }

    /// What an attempt that was cut off had reached.
    pub fn reached(&self) -> Option<&str> {
        self.reached.as_deref()
    }

    /// The operation stores its outcome itself, in a transaction of its choice: others are not marked.
    pub fn take_by_hand(&self) {
        self.by_hand.store(true, Ordering::Relaxed);
    }

    /// Whether the answer is stored; true only after its transaction was committed, if that went well.
    pub fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    pub(super) fn note_answered(&self) {
        self.answered.store(true, Ordering::Relaxed);
    }

    pub(super) fn own(&self) -> Own {
        keys::table.filter(keys::id.eq(self.id.to_vec()).and(keys::attempt.eq(self.attempt)))
    }
}

/// Whether an update of a call's own row found it.
pub(super) fn still_own(rows: usize) -> Result<(), DbError> {
    if rows == 1 { Ok(()) } else { Err(DbError::Unavailable(Box::new(TakenOver))) }
}

/// Runs a call: the first transaction that commits in it marks the effect, and none commits for an attempt that was
/// taken over. What the future spawns is not seen.
pub async fn scope<F: Future>(call: Arc<KeyedCall>, work: F) -> F::Output {
    CALL.scope(call, work).await
}

/// The running call, if there is one that does not mark its effect by hand.
pub(super) fn unattended() -> Option<Arc<KeyedCall>> {
    CALL.try_with(Arc::clone).ok().filter(|call| !call.by_hand.load(Ordering::Relaxed))
}
