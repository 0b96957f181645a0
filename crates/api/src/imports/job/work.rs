//! Work on imports, whichever instance does it. Every product is one transaction that also says how far the import is,
//! so that after a crash another worker goes on behind the last one that was done.

use chrono::{DateTime, Duration, Utc};
use securecart_db::{
    DbError,
    imports::{LeasedImport, give_up, lease_import, put_off, release},
};
use securecart_domain::{Permission, catalog::ImportStatus};

use super::{apply, check, undo};
use crate::{auth::Actor, import::store::StoreError, state::AppState};

/// How long a worker is waited for that says nothing: longer than any product takes.
const LEASE: Duration = Duration::minutes(1);

/// A check that has failed so often in a row is given up.
const MOST_FAILURES: i32 = 10;
/// What staff are told then.
const NOT_CHECKED: &str =
    "The shop could not go through this file, though it tried for a while. Its log says why.";

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
    let Some(lease) = lease else {
        state.import_file.close();
        return Ok(false);
    };
    let outcome = match lease.status {
        ImportStatus::Checking => check::check(state, &lease, worker, most).await,
        ImportStatus::Applying => apply::apply(state, &lease, worker, most).await,
        _ => undo::undo(state, &lease, worker, most).await,
    };
    let mut conn = state.db.connection().await?;
    let Err(error) = outcome else {
        release(&mut conn, lease.id, worker).await?;
        return Ok(true);
    };
    let failures = put_off(&mut conn, lease.id, worker, |failures| now + pause_after(failures)).await?;
    // Before anything is applied nothing is lost by giving up; what is half applied is tried again for ever.
    if lease.status == ImportStatus::Checking && failures >= MOST_FAILURES {
        give_up(&mut conn, lease.id, NOT_CHECKED, state.clock.now()).await?;
    }
    Err(error)
}

/// From two seconds to eight minutes.
fn pause_after(failures: i32) -> Duration {
    let doubled = u32::try_from(failures.clamp(1, 9)).unwrap_or(1);
    Duration::seconds(2_i64.saturating_pow(doubled))
}

/// Until when the import is this worker's.
pub(super) fn until(state: &AppState) -> DateTime<Utc> {
    state.clock.now() + LEASE
}

/// Who let it be done, and did not wait for it.
pub(super) fn actor_of(lease: &LeasedImport) -> Actor {
    Actor { user_id: lease.actor, permission: Some(Permission::WriteProducts), ..Actor::system() }
}
