//! The migrated database that the test databases are copies of.

use anyhow::{Context, Result};
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::{Conn, DatabaseConfig, migrate};
use tokio::sync::OnceCell;

use crate::server::Server;

/// Advisory locks: one process builds the template, one sweeps.
const BUILD_LOCK: i64 = 7_302_001;
const SWEEP_LOCK: i64 = 7_302_002;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    answer: bool,
}

#[derive(QueryableByName)]
struct Leftover {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Name of the template for the migrations of this program, made when it is missing.
pub(crate) async fn name(server: &Server, admin: &mut Conn) -> Result<&'static str> {
    TEMPLATE.get_or_try_init(|| prepare(server, admin)).await.map(String::as_str)
}

async fn prepare(server: &Server, admin: &mut Conn) -> Result<String> {
    let name = format!("securecart_template_{}", migrate::FINGERPRINT);
    if !exists(admin, &name).await? {
        // Another process may be building it; the lock goes with the session.
        sql_query("SELECT pg_advisory_lock($1)").bind::<BigInt, _>(BUILD_LOCK).execute(admin).await?;
        if !exists(admin, &name).await? {
            build(server, admin, &name).await.context("cannot build the template database")?;
        }
    }
    sweep(admin, &name).await.context("cannot drop leftover test databases")?;
    Ok(name)
}

/// Makes the template under another name, so that one only half migrated is never copied.
async fn build(server: &Server, admin: &mut Conn, name: &str) -> Result<()> {
    let unfinished = format!("{name}_unfinished");
    let owner = server.owner();
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).await?;
    admin.batch_execute(&format!("CREATE DATABASE {unfinished} OWNER {owner}")).await?;
    let as_owner = DatabaseConfig::new(server.owner_url_of(&unfinished));
    migrate::run(&as_owner).await?;
    migrate::let_use(&as_owner, &DatabaseConfig::new(server.program_url_of(&unfinished))).await?;
    admin.batch_execute(&format!("ALTER DATABASE {unfinished} ALLOW_CONNECTIONS false")).await?;
    admin.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await?;
    Ok(())
}

async fn exists(admin: &mut Conn, name: &str) -> Result<bool> {
    let query = sql_query("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS answer");
    let row: Answer = query.bind::<Text, _>(name).get_result(admin).await?;
    Ok(row.answer)
}

/// Drops what killed tests and older migrations left: databases of tests older than an hour that
/// nobody is connected to, and other templates older than a day. The age is that of a file which
/// PostgreSQL writes when it makes a database.
async fn sweep(admin: &mut Conn, template: &str) -> Result<()> {
    let free = sql_query("SELECT pg_try_advisory_lock($1) AS answer").bind::<BigInt, _>(SWEEP_LOCK);
    let free: Answer = free.get_result(admin).await?;
    if !free.answer {
        return Ok(());
    }
    let query = sql_query(
        "SELECT datname::text AS name FROM pg_database AS database \
         WHERE datname LIKE 'securecart\\_t%' AND datname <> $1 \
         AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - \
             CASE WHEN datname LIKE 'securecart\\_test\\_%' THEN interval '1 hour' ELSE interval '1 day' END \
         AND NOT EXISTS (SELECT FROM pg_stat_activity AS activity WHERE activity.datid = database.oid)",
    );
    let leftovers: Vec<Leftover> = query.bind::<Text, _>(template).load(admin).await?;
    for Leftover { name } in leftovers {
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS \"{name}\"")).await?;
    }
    Ok(())
}
