//! Migrations, embedded in the program: running, listing and reverting them.

use std::collections::BTreeSet;
use std::time::Duration;

use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::RunQueryDsl;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use thiserror::Error;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::{Instant, sleep};

use crate::{BoxError, Conn, DatabaseConfig, DbError, pool, rights};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Key of the advisory lock that lets one instance migrate at a time: "securec" in ASCII.
const LOCK: i64 = 0x73_65_63_75_72_65_63;

/// How long to wait for another instance that is migrating.
const PATIENCE: Duration = Duration::from_mins(5);

type Harness = AsyncConnectionWrapper<Conn>;

/// Changes whenever a migration does, so that a migrated template database can be reused.
pub const FINGERPRINT: &str = env!("SECURECART_MIGRATIONS_FINGERPRINT");

/// Why the database could not be migrated.
#[derive(Debug, Error)]
pub enum MigrateError {
    /// The database cannot be reached.
    #[error("cannot connect to the database to migrate it")]
    Connect(#[from] DbError),
    /// Another instance has been migrating for minutes.
    #[error("another instance is still migrating the database")]
    Busy,
    /// A migration failed; it was rolled back, those before it stay.
    #[error("a migration failed")]
    Failed(#[source] BoxError),
    /// The work was interrupted.
    #[error("the migration was interrupted")]
    Interrupted(#[from] JoinError),
}

/// How the database's schema compares with the one this program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Migrations that were not run yet, in their order.
    pub pending: Vec<String>,
    /// Versions in the database that this program does not know: a newer program migrated it.
    pub unknown: Vec<String>,
}

/// Runs what is pending and tells the names of what it ran.
///
/// Instances that start at the same time wait for each other, so that each migration runs once. Where nothing is pending
/// a role will do that may not change the schema.
pub async fn run(config: &DatabaseConfig) -> Result<Vec<String>, MigrateError> {
    if status(config).await?.pending.is_empty() {
        return Ok(Vec::new());
    }
    locked(config, |harness| {
        let pending = harness.pending_migrations(MIGRATIONS)?;
        let run = |migration: Box<dyn Migration<Pg>>| {
            harness.run_migration(&migration)?;
            Ok(migration.name().to_string())
        };
        pending.into_iter().map(run).collect()
    })
    .await
}

/// Lets the role of the program use the tables of the owner: everything but the schema itself and the past of the audit
/// log. To be repeated after every migration, and nothing to do where both are one.
pub async fn let_use(owner: &DatabaseConfig, program: &DatabaseConfig) -> Result<(), MigrateError> {
    let role = |config: &DatabaseConfig| config.role().map_err(|error| DbError::Other(Box::new(error)));
    let (owners, program) = (role(owner)?, role(program)?);
    let Some(role) = program.filter(|program| owners.as_ref() != Some(program)) else {
        return Ok(());
    };
    locked(owner, move |harness| Ok(rights::grant(harness, &role)?)).await
}

/// Runs the next pending migration, if there is one, and tells its version.
pub async fn run_next(config: &DatabaseConfig) -> Result<String, MigrateError> {
    locked(config, |harness| Ok(harness.run_next_migration(MIGRATIONS)?.to_string())).await
}

/// Undoes the newest migration and tells its version. Data it brought is lost.
pub async fn revert_last(config: &DatabaseConfig) -> Result<String, MigrateError> {
    locked(config, |harness| Ok(harness.revert_last_migration(MIGRATIONS)?.to_string())).await
}

/// Compares the database with this program, without waiting for an instance that is migrating.
pub async fn status(config: &DatabaseConfig) -> Result<MigrationStatus, MigrateError> {
    let applied = applied(&mut connect(config).await?).await?;
    let mut known: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().map_err(MigrateError::Failed)?;
    known.sort_by_key(|migration| migration.name().version().as_owned());
    let versions: BTreeSet<String> = known.iter().map(|m| m.name().version().to_string()).collect();
    let pending =
        known.iter().map(Migration::name).filter(|name| !applied.contains(&name.version().to_string()));
    Ok(MigrationStatus {
        pending: pending.map(ToString::to_string).collect(),
        unknown: applied.difference(&versions).cloned().collect(),
    })
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The versions that ran. Diesel's own way to ask makes the table first, for which not every role has the right.
async fn applied(connection: &mut Conn) -> Result<BTreeSet<String>, DbError> {
    let exists = "SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS yes";
    let exists: Answer = sql_query(exists).get_result(connection).await?;
    if !exists.yes {
        return Ok(BTreeSet::new());
    }
    let versions = sql_query("SELECT version::text AS version FROM __diesel_schema_migrations");
    let versions: Vec<Version> = versions.load(connection).await?;
    Ok(versions.into_iter().map(|row| row.version).collect())
}

async fn locked<T: Send + 'static>(
    config: &DatabaseConfig,
    work: impl FnOnce(&mut Harness) -> diesel::migration::Result<T> + Send + 'static,
) -> Result<T, MigrateError> {
    let mut connection = connect(config).await?;
    lock(&mut connection).await?;
    // The lock goes with the session, however the work ends.
    with_harness(connection, work).await
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

/// Asks again and again rather than waiting inside PostgreSQL: a waiting statement holds a
/// snapshot, for which `CREATE INDEX CONCURRENTLY` of the other instance would wait in turn.
async fn lock(connection: &mut Conn) -> Result<(), MigrateError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let query = sql_query(format!("SELECT pg_try_advisory_lock({LOCK}) AS yes"));
        let row: Answer = query.get_result(connection).await.map_err(DbError::from)?;
        if row.yes {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(MigrateError::Busy);
        }
        sleep(Duration::from_millis(200)).await;
    }
}

/// Migrations may take long, but must not queue up for a table for long: every statement that
/// wants that table would queue behind them.
async fn connect(config: &DatabaseConfig) -> Result<Conn, DbError> {
    let patient = DatabaseConfig {
        statement_timeout: Duration::ZERO,
        lock_timeout: Duration::from_secs(10),
        idle_in_transaction_timeout: Duration::ZERO,
        application_name: format!("{} migrate", config.application_name),
        ..config.clone()
    };
    pool::connect(&patient).await
}

async fn with_harness<T: Send + 'static>(
    connection: Conn,
    work: impl FnOnce(&mut Harness) -> diesel::migration::Result<T> + Send + 'static,
) -> Result<T, MigrateError> {
    // Diesel's migrations are synchronous; a blocking thread suits every kind of runtime.
    spawn_blocking(move || work(&mut Harness::from(connection))).await?.map_err(MigrateError::Failed)
}
