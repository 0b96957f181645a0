//! Locks on files: who is starting the cluster, and who uses it.
//!
//! The kernel lets go of such a lock when its holder ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::ClusterError;
use super::account::Account;
use super::location::Location;

/// How long others may take to start or to stop the cluster.
const PATIENCE: Duration = Duration::from_secs(90);

/// The kind of lock to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Nobody else at all.
    Alone,
    /// With others who hold it the same way.
    Shared,
}

/// Opens a lock file that the user of PostgreSQL can lock as well.
pub(super) fn open(path: &Path, account: Account) -> Result<File, ClusterError> {
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).read(true).write(true).open(path);
    let file = file.map_err(ClusterError::io(path))?;
    account.let_read(&file, path)?;
    Ok(file)
}

/// Takes the lock, waiting for others as long as they may reasonably take.
pub(super) fn wait_for(file: &File, hold: Hold, location: &Location) -> Result<(), ClusterError> {
    let deadline = Instant::now() + PATIENCE;
    while !try_take(file, hold, location)? {
        if Instant::now() >= deadline {
            return Err(ClusterError::Busy { dir: location.dir.clone() });
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Takes the lock if nobody is in the way.
pub(super) fn try_take(file: &File, hold: Hold, location: &Location) -> Result<bool, ClusterError> {
    let result = match hold {
        Hold::Alone => file.try_lock(),
        Hold::Shared => file.try_lock_shared(),
    };
    match result {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(ClusterError::io(&location.dir)(error)),
    }
}
