//! Work on imports, whichever instance does it. Every product is one transaction that also says how far the import is,
//! so that after a crash another worker goes on behind the last one that was done.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    DbError,
    imports::{LeasedImport, lease_import, release},
};
use securecart_domain::{Permission, catalog::ImportStatus};

use super::{apply, check, undo};
use crate::{auth::Actor, import::store::StoreError, state::AppState};

/// How long a worker is waited for that says nothing: longer than any product takes.
const LEASE: Duration = Duration::minutes(1);

/// Why a worker stops.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    /// Another worker has the import by now.
    #[error("another worker has taken the import")]
    Taken,
    /// This product can not be stored.
    #[error(transparent)]
    Refused(StoreError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Takes the oldest import that waits and goes through so many of its products at most. False if none waits.
pub async fn work_on_import(state: &AppState, most: usize) -> anyhow::Result<bool> {
    let (worker, now) = (state.clock.uuid(), state.clock.now());
    let lease = {
        let mut conn = state.db.connection().await?;
        lease_import(&mut conn, worker, now, now + LEASE).await?
    };
    let Some(lease) = lease else { return Ok(false) };
    let outcome = match lease.status {
        ImportStatus::Checking => check::check(state, &lease, worker, most).await,
        ImportStatus::Applying => apply::apply(state, &lease, worker, most).await,
        _ => undo::undo(state, &lease, worker, most).await,
    };
    release(&mut *state.db.connection().await?, lease.id, worker).await?;
    outcome.map(|()| true)
}

/// Until when the import is this worker's.
pub(super) fn until(state: &AppState) -> DateTime<Utc> {
    state.clock.now() + LEASE
}

/// Who let it be done, and did not wait for it.
pub(super) fn actor_of(lease: &LeasedImport) -> Actor {
    Actor { user_id: lease.actor, permission: Some(Permission::WriteProducts), ..Actor::system() }
}
