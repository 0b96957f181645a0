//! Reaching the database: the one that is named, or a private one of the shop's own.

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use securecart_db::{
    DatabaseConfig, Db, audit,
    cluster::{self, ClusterConfig, RunningCluster},
    migrate,
};

use super::print;
use crate::{adapters::clock::Clock, config::Config, keys::Keys};

/// A database in use, and the private cluster behind it if there is one.
pub(super) struct OpenDatabase {
    pub(super) db: Db,
    pub(super) settings: DatabaseConfig,
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
    let (url, cluster) = if let Some(url) = &config.database.url {
        (url.expose_secret().to_owned(), None)
    } else {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("the folder {} can not be made", config.data_dir.display()))?;
        let cluster = cluster::start(ClusterConfig::durable(config.data_dir.join("postgres"))).await?;
        (cluster.url(), Some(cluster))
    };
    let mut settings = DatabaseConfig::new(url);
    settings.pool_size = config.database.connections;
    let db = Db::open(&settings)?.with_audit_key(config.audit_key());
    Ok(OpenDatabase { db, settings, cluster })
}

/// Opens the database and its keys, and brings it up to date.
pub(super) async fn open_migrated(config: &Config) -> anyhow::Result<(OpenDatabase, Keys)> {
    let database = open(config).await?;
    for name in migrate::run(&database.settings).await? {
        tracing::info!(migration = name, "migrated");
    }
    audit::begin(&database.db).await?;
    let (keys, sealed) = unlock(config, &database.db).await?;
    if sealed > 0 {
        tracing::info!(sealed, "personal data of before was sealed");
    }
    Ok((database, keys))
}

/// Opens the keys, and seals what an older version of the shop left readable; tells how many rows it were.
async fn unlock(config: &Config, db: &Db) -> anyhow::Result<(Keys, usize)> {
    let clock = Clock::system();
    let keys = Keys::unlock(db, &config.master_keys, &clock).await?;
    let sealed = keys.seal_existing(db, &clock).await?;
    Ok((keys, sealed))
}

/// `securecart migrate`
pub(super) async fn migrate(config: Config) -> anyhow::Result<()> {
    let database = open(&config).await?;
    let applied = migrate::run(&database.settings).await?;
    for name in &applied {
        print(&format!("{name}\n"))?;
    }
    audit::begin(&database.db).await?;
    let (_keys, sealed) = unlock(&config, &database.db).await?;
    if sealed > 0 {
        print(&format!("{sealed} accounts and orders sealed\n"))?;
    }
    print(&format!("{} migrations applied, the database is up to date\n", applied.len()))?;
    database.close().await
}
