//! A private PostgreSQL cluster, for a shop that has no database server of its own.
//!
//! [`start`] makes the cluster in a directory on first use, starts it, and makes the role and the
//! database. Several processes may use it at once: the first starts it, the last stops it. A process
//! that was killed needs no cleaning up after: a small supervisor stops the server when nobody uses
//! it any more, and a server that is found running is taken over.

mod account;
mod binaries;
mod endpoint;
mod error;
mod location;
mod locks;
mod pid_file;
mod provision;
mod secret;
mod server;

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;

use account::Account;
use binaries::Binaries;
use endpoint::Endpoint;
pub use error::ClusterError;
use location::Location;
use locks::Hold;
use pid_file::Server;
use provision::Passwords;

/// How often to try another port when somebody took the one just found free.
const ATTEMPTS: u32 = 3;

/// Where the cluster is and what it is for.
#[derive(Debug, Clone)]
pub struct ClusterConfig {
    /// Directory of the cluster, made when missing. When we are root and the user `postgres`
    /// cannot reach it, the cluster lives below `/var/lib/securecart` and a file here says where.
    pub dir: PathBuf,
    /// Whether committed data survives a power failure. Without, it is faster: for tests.
    pub durable: bool,
    /// How long the server stays when its last user is gone. Zero stops it with its last user.
    pub linger: Duration,
}

impl ClusterConfig {
    /// A cluster for real data, which ends with its last user.
    pub fn durable(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), durable: true, linger: Duration::ZERO }
    }
}

/// Where a program of PostgreSQL's is, such as `pg_dump`: that of the installation which a new cluster would use.
pub fn program(name: &str) -> Result<PathBuf, ClusterError> {
    Ok(Binaries::find(Path::new(""))?.other(name))
}

/// Starts the cluster, or joins those who use it already.
pub async fn start(config: ClusterConfig) -> Result<RunningCluster, ClusterError> {
    let interrupted = |error| ClusterError::Connect(Box::new(error));
    let (cluster, starting) = spawn_blocking(move || bring_up(&config)).await.map_err(interrupted)??;
    let provisioned = cluster.location.provisioned();
    if !provisioned.exists() {
        let passwords = Passwords { owner: &cluster.password, program: &cluster.program_password };
        let ensured = provision::ensure(&cluster.admin_url(), passwords).await;
        ensured.map_err(|error| ClusterError::Connect(Box::new(error)))?;
        fs::write(&provisioned, "").map_err(ClusterError::io(&provisioned))?;
    }
    drop(starting);
    Ok(cluster)
}

/// A cluster in use. Dropping it stops using it, as [`RunningCluster::stop`] does.
pub struct RunningCluster {
    location: Location,
    account: Account,
    binaries: Binaries,
    endpoint: Endpoint,
    password: String,
    program_password: String,
    admin_password: String,
    linger: Duration,
    /// Held shared; given up by `leave`.
    users: Option<File>,
    /// The supervisor, if it is our child.
    supervisor: Option<Child>,
}

impl RunningCluster {
    /// URL of the shop's database as the role that the shop runs as, with the password in it.
    pub fn url(&self) -> String {
        self.url_of(provision::NAME)
    }

    /// URL of the shop's database as the role that owns its tables and migrates them.
    pub fn owner_url(&self) -> String {
        self.owner_url_of(provision::NAME)
    }

    /// URL of the maintenance database as superuser, for tests and backups.
    pub fn admin_url(&self) -> String {
        self.endpoint.url("postgres", &self.admin_password, "postgres")
    }

    /// URL of another database as the role that the shop runs as, for tests.
    pub fn url_of(&self, database: &str) -> String {
        self.endpoint.url(provision::PROGRAM, &self.program_password, database)
    }

    /// URL of another database as the owner, for tests.
    pub fn owner_url_of(&self, database: &str) -> String {
        self.endpoint.url(provision::NAME, &self.password, database)
    }

    /// Where the cluster's files are.
    pub fn dir(&self) -> &Path {
        &self.location.dir
    }

    /// Stops using the cluster and, if nobody else uses it, stops the server and waits for its end.
    ///
    /// Blocks for as long as that takes, usually some tenths of a second.
    pub fn stop(mut self) -> Result<(), ClusterError> {
        self.leave()
    }

    fn leave(&mut self) -> Result<(), ClusterError> {
        let Some(users) = self.users.take() else {
            return Ok(());
        };
        users.unlock().map_err(ClusterError::io(&self.location.users_lock()))?;
        if self.linger > Duration::ZERO {
            return Ok(());
        }
        // The supervisor may be quicker than we are; then we see its work to the end.
        let deadline = Instant::now() + Duration::from_mins(1);
        while Server::running(&self.location).is_some() && Instant::now() < deadline {
            if locks::try_take(&users, Hold::Alone, &self.location)? {
                server::stop(&self.location, self.account, &self.binaries)?;
                break;
            }
            if locks::try_take(&users, Hold::Shared, &self.location)? {
                tracing::info!("other processes still use the database, it stays");
                return Ok(());
            }
            sleep(Duration::from_millis(20));
        }
        drop(users);
        self.reap();
        Ok(())
    }

    /// Collects our child, which ends right after the server.
    fn reap(&mut self) {
        let Some(child) = &mut self.supervisor else {
            return;
        };
        let deadline = Instant::now() + Duration::from_secs(5);
        while matches!(child.try_wait(), Ok(None)) && Instant::now() < deadline {
            sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for RunningCluster {
    fn drop(&mut self) {
        if let Err(error) = self.leave() {
            tracing::error!(%error, "cannot stop the private database");
        }
    }
}

impl fmt::Debug for RunningCluster {
    /// Leaves the passwords out.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RunningCluster").field("dir", &self.location.dir).finish_non_exhaustive()
    }
}

/// Everything up to a server that takes connections; returns the start lock, still held.
fn bring_up(config: &ClusterConfig) -> Result<(RunningCluster, File), ClusterError> {
    let account = Account::choose()?;
    let location = Location::resolve(&config.dir, account)?;
    let starting = locks::open(&location.start_lock(), account)?;
    locks::wait_for(&starting, Hold::Alone, &location)?;
    let users = locks::open(&location.users_lock(), account)?;
    locks::wait_for(&users, Hold::Shared, &location)?;
    let binaries = Binaries::find(&location.data())?;
    server::initialise(&location, account, &binaries, config.durable)?;
    let (supervisor, endpoint) = match server::wait_until_ready(&location, None)? {
        Some(server) => {
            tracing::info!(dir = %location.dir.display(), "using the database that already runs");
            (None, Endpoint::of_running(&location, server.port))
        }
        None => start_server(&location, account, &binaries, config)?,
    };
    let cluster = RunningCluster {
        password: secret::read_password(&location.password())?,
        program_password: program_password(&location)?,
        admin_password: secret::read_password(&location.admin_password())?,
        linger: config.linger,
        users: Some(users),
        location,
        account,
        binaries,
        endpoint,
        supervisor,
    };
    Ok((cluster, starting))
}

/// The password of the role that the shop runs as; drawn where the cluster is from before there was one, which only
/// the holder of the start lock does.
fn program_password(location: &Location) -> Result<String, ClusterError> {
    let path = location.program_password();
    if location.provisioned().exists() {
        return secret::read_password(&path);
    }
    Ok(secret::create_password(&path)?.0)
}

fn start_server(
    location: &Location,
    account: Account,
    binaries: &Binaries,
    config: &ClusterConfig,
) -> Result<(Option<Child>, Endpoint), ClusterError> {
    for _ in 0..ATTEMPTS {
        let (mut child, endpoint) = server::spawn(location, account, binaries, config)?;
        if server::wait_until_ready(location, Some(&mut child))?.is_some() {
            tracing::info!(dir = %location.dir.display(), "started the private database");
            return Ok((Some(child), endpoint));
        }
        if matches!(endpoint, Endpoint::Socket(_)) {
            break;
        }
    }
    Err(server::start_failure(location))
}
