//! The database of one test.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use diesel::{QueryableByName, sql_types::BigInt};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::{Conn, DatabaseConfig, Db, DbError};
use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::server::{self, Server};
use crate::template;

/// Connections of the pool of one test; many tests share the server.
const POOL_SIZE: usize = 8;

/// A database that exists as long as this value.
pub struct TestDatabase {
    name: String,
    config: DatabaseConfig,
    owner: DatabaseConfig,
    admin_url: String,
    db: Db,
}

impl TestDatabase {
    /// A migrated, empty database, in which the program has the rights that it has in a shop. Starts the server if this
    /// is the first test to need it.
    pub async fn new() -> Result<Self> {
        let server = Server::get().await?;
        let mut admin = server.admin().await?;
        let template = template::name(server, &mut admin).await?;
        let name =
            Self::create(server, &mut admin, &format!("TEMPLATE {template} STRATEGY FILE_COPY")).await?;
        let url = server.program_url_of(&name);
        Self::open(server, name, url)
    }

    /// A database without any migration, for tests of the migrations themselves; the program owns it.
    pub async fn unmigrated() -> Result<Self> {
        let server = Server::get().await?;
        let name = Self::create(server, &mut server.admin().await?, "STRATEGY FILE_COPY").await?;
        let url = server.owner_url_of(&name);
        Self::open(server, name, url)
    }

    async fn create(server: &Server, admin: &mut Conn, options: &str) -> Result<String> {
        let name = format!("securecart_test_{}_{:016x}", std::process::id(), rand::random::<u64>());
        let owner = server.owner();
        let create = format!("CREATE DATABASE {name} OWNER {owner} {options}");
        admin.batch_execute(&create).await.context("cannot create a test database")?;
        Ok(name)
    }

    fn open(server: &Server, name: String, url: String) -> Result<Self> {
        let settings = |url| DatabaseConfig { pool_size: POOL_SIZE, ..DatabaseConfig::new(url) };
        let (config, owner) = (settings(url), settings(server.owner_url_of(&name)));
        let db = Db::open(&config)?;
        Ok(Self { name, config, owner, admin_url: server.admin_url(), db })
    }

    /// URL of the database, with the password of the program's role.
    pub fn url(&self) -> &str {
        &self.config.url
    }

    /// The pool of this test.
    pub fn db(&self) -> Db {
        self.db.clone()
    }

    /// A connection outside the pool as the owner of the tables, for looking at what the program did, or for being in its
    /// way.
    pub async fn connect(&self) -> Result<Conn, DbError> {
        securecart_db::connect(&self.owner).await
    }

    /// The settings behind [`TestDatabase::connect`].
    pub fn owner(&self) -> &DatabaseConfig {
        &self.owner
    }

    /// Whether the program is another role than the owner. Where one role is given for both, what is about their
    /// difference can not be tested, and says so.
    #[expect(clippy::print_stderr, reason = "a test that did not run has to say so")]
    pub fn has_two_roles(&self) -> bool {
        let two = self.config.role().ok() != self.owner.role().ok();
        if !two {
            eprintln!("skipped: SECURECART_TEST_DATABASE_URL gives one role for both");
        }
        two
    }

    /// Runs SQL as it stands as the owner of the tables, for bringing about what the program itself never would.
    pub async fn execute(&self, sql: &str) -> Result<()> {
        self.connect().await?.batch_execute(sql).await.with_context(|| format!("cannot run {sql}"))
    }

    /// The one number that a query named `number` gives, such as `SELECT count(*) AS number FROM orders`.
    pub async fn number(&self, sql: &str) -> Result<i64> {
        let row: Number = diesel::sql_query(sql).get_result(&mut self.connect().await?).await?;
        Ok(row.number)
    }

    /// The settings behind [`TestDatabase::db`], for tests that change them.
    pub fn config(&self) -> &DatabaseConfig {
        &self.config
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

impl Drop for TestDatabase {
    /// Drops the database with whatever is still connected to it. What fails is swept up later.
    fn drop(&mut self) {
        self.db.close();
        let (url, name) = (self.admin_url.clone(), self.name.clone());
        // A thread and a runtime of its own, since the runtime of the test is busy with this call.
        let dropped = thread::spawn(move || -> Result<()> {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(remove(&url, &name))
        });
        drop(dropped.join());
    }
}

async fn remove(admin_url: &str, name: &str) -> Result<()> {
    let mut admin = server::admin_connection(admin_url).await?;
    // FORCE alone does the same, but then looks only every tenth of a second whether they are gone.
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname =";
    admin.batch_execute(&format!("{end} '{name}'")).await?;
    sleep(Duration::from_millis(5)).await;
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    Ok(())
}
