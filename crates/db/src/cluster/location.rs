//! Where the cluster's files are, and what each is called.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::account::Account;
use super::secret;
use super::{ClusterError, endpoint};

/// Home of the clusters of root whose directory the user `postgres` cannot reach.
const FALLBACK: &str = "/var/lib/securecart";

/// Name of the file that tells where the cluster went instead.
const POINTER: &str = "location";

/// The paths of one cluster.
///
/// The directory itself is ours and the secrets in it are, so that the user `postgres`, when it is
/// not us, can neither read them nor put something else in their place.
#[derive(Debug, Clone)]
pub(super) struct Location {
    pub(super) dir: PathBuf,
}

impl Location {
    /// Makes the directory, or finds the one that stands in for it.
    ///
    /// PostgreSQL refuses root, and the user it then runs as cannot enter for instance `/root`. The
    /// cluster then lives below `/var/lib/securecart`, and a file `location` in the wanted
    /// directory says where: whoever deletes the wanted directory starts afresh.
    pub(super) fn resolve(wanted: &Path, account: Account) -> Result<Self, ClusterError> {
        fs::create_dir_all(wanted).map_err(ClusterError::io(wanted))?;
        let wanted = wanted.canonicalize().map_err(ClusterError::io(wanted))?;
        let pointer = wanted.join(POINTER);
        let dir = if let Ok(dir) = fs::read_to_string(&pointer) {
            PathBuf::from(dir.trim())
        } else if account.can_reach(&wanted)? {
            wanted
        } else {
            let fallback = Path::new(FALLBACK);
            account.create_passable_dir(fallback)?;
            let dir = fallback.join(secret::random_hex(8));
            fs::write(&pointer, format!("{}\n", dir.display())).map_err(ClusterError::io(&pointer))?;
            dir
        };
        let location = Self { dir };
        account.create_passable_dir(&location.dir)?;
        account.create_private_dir(&location.socket_dir())?;
        Ok(location)
    }

    /// PostgreSQL's data directory.
    pub(super) fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// The data directory while it is being made; it only gets its name when it is complete.
    pub(super) fn unfinished_data(&self) -> PathBuf {
        self.dir.join("data.unfinished")
    }

    /// Directory of the Unix socket, open to the user of PostgreSQL alone.
    pub(super) fn socket_dir(&self) -> PathBuf {
        self.dir.join("run")
    }

    /// Held by whoever starts the cluster, while it does.
    pub(super) fn start_lock(&self) -> PathBuf {
        self.dir.join("start.lock")
    }

    /// Held shared by everyone who uses the cluster, as long as they do.
    pub(super) fn users_lock(&self) -> PathBuf {
        self.dir.join("users.lock")
    }

    /// What the server says before its own log is open.
    pub(super) fn start_log(&self) -> PathBuf {
        self.dir.join("start.log")
    }

    /// Password of the superuser `postgres`.
    pub(super) fn admin_password(&self) -> PathBuf {
        self.dir.join("admin-password")
    }

    /// Password of the role that owns the tables.
    pub(super) fn password(&self) -> PathBuf {
        self.dir.join("password")
    }

    /// Password of the role that the shop runs as.
    pub(super) fn program_password(&self) -> PathBuf {
        self.dir.join("program-password")
    }

    /// Exists once both roles and the database of the shop do.
    pub(super) fn provisioned(&self) -> PathBuf {
        // Clusters from before there were two roles have one without the number.
        self.dir.join("provisioned-2")
    }

    /// PostgreSQL's note about the server that runs on the data.
    pub(super) fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// Whether the path of the socket fits into the 107 bytes that the system has for it.
    pub(super) fn fits_socket(&self) -> bool {
        endpoint::socket_file(&self.socket_dir()).as_os_str().as_bytes().len() <= 107
    }
}
