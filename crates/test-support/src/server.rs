//! The server that the test databases live on.

use std::env;
use std::time::Duration;

use anyhow::{Context, Result};
use securecart_db::cluster::{self, ClusterConfig, RunningCluster};
use securecart_db::{Conn, DatabaseConfig};
use tokio::sync::OnceCell;
use url::Url;

use crate::folder;

/// Names a server to use instead of the private one.
const OVERRIDE: &str = "SECURECART_TEST_DATABASE_URL";

/// Long enough to pass from one test process to the next, and from one run to the next attempt.
const LINGER: Duration = Duration::from_secs(30);

static SERVER: OnceCell<Server> = OnceCell::const_new();

/// A server on which databases can be made.
pub(crate) enum Server {
    /// The private cluster, in use as long as this process lives.
    Private(Box<RunningCluster>),
    /// The one of `SECURECART_TEST_DATABASE_URL`.
    Given(Url),
}

impl Server {
    /// The server of this process, started when it is first asked for.
    pub(crate) async fn get() -> Result<&'static Self> {
        SERVER.get_or_try_init(Self::start).await
    }

    async fn start() -> Result<Self> {
        if let Ok(url) = env::var(OVERRIDE) {
            return Ok(Self::Given(Url::parse(&url).context(OVERRIDE)?));
        }
        let config = ClusterConfig { dir: folder::find()?, durable: false, linger: LINGER };
        let cluster = cluster::start(config).await.context("cannot start the PostgreSQL of the tests")?;
        Ok(Self::Private(Box::new(cluster)))
    }

    /// URL for making and dropping databases.
    pub(crate) fn admin_url(&self) -> String {
        match self {
            Self::Private(cluster) => cluster.admin_url(),
            Self::Given(url) => url.to_string(),
        }
    }

    /// URL of a database, as the role that owns it and has no other rights.
    pub(crate) fn owner_url_of(&self, database: &str) -> String {
        match self {
            Self::Private(cluster) => cluster.owner_url_of(database),
            Self::Given(url) => given(url, database),
        }
    }

    /// URL of a migrated database, as the role that the shop runs as. On a given server it is the owner: the one role
    /// that is given there need not have the right to make another.
    pub(crate) fn program_url_of(&self, database: &str) -> String {
        match self {
            Self::Private(cluster) => cluster.url_of(database),
            Self::Given(url) => given(url, database),
        }
    }

    /// The role that owns the test databases, in the form of an SQL identifier or `CURRENT_USER`.
    pub(crate) fn owner(&self) -> &'static str {
        match self {
            Self::Private(_) => "securecart",
            Self::Given(_) => "DEFAULT",
        }
    }

    /// A connection for making and dropping databases.
    pub(crate) async fn admin(&self) -> Result<Conn> {
        admin_connection(&self.admin_url()).await
    }
}

fn given(url: &Url, database: &str) -> String {
    let mut url = url.clone();
    url.set_path(database);
    url.to_string()
}

/// A patient connection to the maintenance database.
pub(crate) async fn admin_connection(url: &str) -> Result<Conn> {
    let config = DatabaseConfig {
        statement_timeout: Duration::from_mins(2),
        lock_timeout: Duration::from_mins(2),
        application_name: "securecart tests".to_owned(),
        ..DatabaseConfig::new(url)
    };
    securecart_db::connect(&config).await.context("cannot connect to the PostgreSQL of the tests")
}
