//! What can go wrong with the private cluster, one sentence each.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;

use crate::BoxError;

/// Why the private cluster could not be started or stopped.
#[derive(Debug, Error)]
pub enum ClusterError {
    /// The programs are nowhere to be found.
    #[error(
        "PostgreSQL is not installed: install Debian's package `postgresql`, or set DATABASE_URL to a server"
    )]
    NotInstalled,
    /// Only old versions are installed.
    #[error("PostgreSQL {found} is too old, version {needed} or newer is needed")]
    TooOld {
        /// The newest major version found.
        found: u32,
        /// The oldest that serves.
        needed: u32,
    },
    /// The data needs another version than those installed.
    #[error("the database in {} was made by PostgreSQL {version}, which is not installed", dir.display())]
    OtherVersion {
        /// Where the data is.
        dir: PathBuf,
        /// The major version that made it.
        version: String,
    },
    /// We are root and know nobody to run PostgreSQL as.
    #[error("PostgreSQL refuses to run as root, and this machine has no user `postgres` to run it as")]
    NoAccount,
    /// A file or directory could not be used.
    #[error("cannot use {}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A password file of an existing cluster is gone.
    #[error("the password file {} is missing, without which the database beside it cannot be opened", path.display())]
    PasswordMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The data directory could not be made.
    #[error("PostgreSQL could not set up its data directory: {reason}")]
    Initialise {
        /// The last words of `initdb`.
        reason: String,
    },
    /// The server ended while it was starting.
    #[error("PostgreSQL did not start: {reason}")]
    Start {
        /// The last words of the server.
        reason: String,
    },
    /// The server runs but takes no connections, for instance during a long recovery.
    #[error("PostgreSQL in {} was not ready after {} seconds", dir.display(), limit.as_secs())]
    NotReady {
        /// Where the data is.
        dir: PathBuf,
        /// How long we waited.
        limit: Duration,
    },
    /// Somebody else is starting or stopping the same cluster.
    #[error("another process keeps starting or stopping the database in {}", dir.display())]
    Busy {
        /// The cluster's directory.
        dir: PathBuf,
    },
    /// The server takes connections but refuses ours.
    #[error("cannot set up the database in the private cluster")]
    Connect(#[source] BoxError),
    /// The server would not stop.
    #[error("PostgreSQL did not stop: {reason}")]
    Stop {
        /// The last words of `pg_ctl`.
        reason: String,
    },
}

impl ClusterError {
    /// For `map_err` on operations about one path.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
