//! The roles and the database of the shop in a fresh cluster.

use std::time::Duration;

use diesel::sql_types::BigInt;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use crate::{Conn, DatabaseConfig, DbError, pool};

/// Database of the shop, and the role that owns it and its tables: it migrates. It is no superuser.
pub(super) const NAME: &str = "securecart";

/// The role that the shop runs as. It owns nothing and may do what the owner lets it ([`crate::migrate::let_use`]).
pub(super) const PROGRAM: &str = "securecart_program";

/// Passwords of the two roles.
pub(super) struct Passwords<'a> {
    pub(super) owner: &'a str,
    pub(super) program: &'a str,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Makes the roles and the database where they are missing.
pub(super) async fn ensure(admin_url: &str, passwords: Passwords<'_>) -> Result<(), DbError> {
    let config = DatabaseConfig {
        statement_timeout: Duration::from_secs(30),
        connect_timeout: Duration::from_secs(10),
        ..DatabaseConfig::new(admin_url)
    };
    let mut connection = pool::connect(&config).await?;
    for (role, password) in [(NAME, passwords.owner), (PROGRAM, passwords.program)] {
        // A role that is there may be from a first start that was cut off before it was done, with another password.
        let there = exists(&mut connection, "pg_roles WHERE rolname", role).await?;
        let verb = if there { "ALTER" } else { "CREATE" };
        connection.batch_execute(&format!("{verb} ROLE {role} LOGIN PASSWORD '{password}'")).await?;
    }
    // So that whoever looks as the owner sees in `pg_stat_activity` what the program is doing.
    connection.batch_execute(&format!("GRANT {PROGRAM} TO {NAME}")).await?;
    if !exists(&mut connection, "pg_database WHERE datname", NAME).await? {
        connection.batch_execute(&format!("CREATE DATABASE {NAME} OWNER {NAME}")).await?;
    }
    Ok(())
}

async fn exists(connection: &mut Conn, place: &str, name: &str) -> Result<bool, DbError> {
    let query = sql_query(format!("SELECT count(*) AS count FROM {place} = '{name}'"));
    let row: Count = query.get_result(connection).await?;
    Ok(row.count > 0)
}
