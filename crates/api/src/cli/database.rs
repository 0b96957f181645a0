//! Reaching the database: the one that is named, or a private one of the shop's own.

use std::time::Duration;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use securecart_db::{
    DatabaseConfig, Db, audit,
    catalog::analyze_generated,
    cluster::{self, ClusterConfig, RunningCluster},
    keys::close_unsealed,
    migrate,
};

use super::print;
use crate::{adapters::clock::Clock, config::Config, keys::Keys};

/// A database in use, and the private cluster behind it if there is one.
pub(super) struct OpenDatabase {
    pub(super) db: Db,
    pub(super) settings: DatabaseConfig,
    /// The same database as the role that owns its tables.
    owner: DatabaseConfig,
    cluster: Option<RunningCluster>,
}

impl OpenDatabase {
    /// Gives up the database; a private cluster ends with its last user.
    pub(super) async fn close(self) -> anyhow::Result<()> {
        self.db.close();
        if let Some(cluster) = self.cluster {
            tokio::task::spawn_blocking(move || cluster.stop()).await??;
        }
        Ok(())
    }
}

/// Opens the database as it is.
pub(super) async fn open(config: &Config) -> anyhow::Result<OpenDatabase> {
    let (url, owner_url, cluster) = if let Some(url) = &config.database.url {
        let owner_url = config.database.owner_url.as_ref().unwrap_or(url);
        (url.expose_secret().to_owned(), owner_url.expose_secret().to_owned(), None)
    } else {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("the folder {} can not be made", config.data_dir.display()))?;
        let cluster = cluster::start(ClusterConfig::durable(config.data_dir.join("postgres"))).await?;
        (cluster.url(), cluster.owner_url(), Some(cluster))
    };
    let mut settings = DatabaseConfig::new(url);
    settings.pool_size = config.database.connections;
    let db = Db::open(&settings)?.with_audit_key(config.audit_key());
    Ok(OpenDatabase { db, settings, owner: DatabaseConfig::new(owner_url), cluster })
}

/// Opens the database and its keys, and brings it up to date.
pub(super) async fn open_migrated(config: &Config) -> anyhow::Result<(OpenDatabase, Keys)> {
    let database = open(config).await?;
    for name in database.migrate().await? {
        tracing::info!(migration = name, "migrated");
    }
    let (keys, sealed) = database.unlock(config).await?;
    if sealed > 0 {
        tracing::info!(sealed, "personal data of before was sealed");
    }
    Ok((database, keys))
}

impl OpenDatabase {
    /// Brings the tables up to date as their owner, and lets the shop's role use them; gives the names of what ran.
    async fn migrate(&self) -> anyhow::Result<Vec<String>> {
        let applied = migrate::run(&self.owner).await.context(
            "the database can not be brought up to date; if its tables belong to another role, run \
             `securecart migrate` with DATABASE_OWNER_URL",
        )?;
        migrate::let_use(&self.owner, &self.settings).await?;
        audit::begin(&self.db).await?;
        Ok(applied)
    }

    /// Tells PostgreSQL how large the catalogue has become.
    pub(super) async fn analyze_catalog(&self) -> anyhow::Result<()> {
        let patient = DatabaseConfig { statement_timeout: Duration::ZERO, ..self.owner.clone() };
        Ok(analyze_generated(&mut securecart_db::connect(&patient).await?).await?)
    }

    /// Opens the keys, and seals what an older version of the shop left readable; tells how many rows it were.
    async fn unlock(&self, config: &Config) -> anyhow::Result<(Keys, usize)> {
        let clock = Clock::system();
        let keys = Keys::unlock(&self.db, &config.master_keys, &clock).await?;
        let sealed = keys.seal_existing(&self.db, &clock).await?;
        if sealed > 0 {
            close_unsealed(&mut securecart_db::connect(&self.owner).await?).await?;
        }
        Ok((keys, sealed))
    }
}

/// `securecart migrate`
pub(super) async fn migrate(config: Config) -> anyhow::Result<()> {
    let database = open(&config).await?;
    let applied = database.migrate().await?;
    for name in &applied {
        print(&format!("{name}\n"))?;
    }
    let (_keys, sealed) = database.unlock(&config).await?;
    if sealed > 0 {
        print(&format!("{sealed} accounts and orders sealed\n"))?;
    }
    print(&format!("{} migrations applied, the database is up to date\n", applied.len()))?;
    database.close().await
}
