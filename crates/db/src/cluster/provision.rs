//! The role and the database of the shop in a fresh cluster.

use std::time::Duration;

use diesel::sql_types::BigInt;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use crate::{Conn, DatabaseConfig, DbError, pool};

/// Role and database of the shop. The role is no superuser; it owns its database.
pub(super) const NAME: &str = "securecart";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Makes the role and the database where they are missing.
pub(super) async fn ensure(admin_url: &str, password: &str) -> Result<(), DbError> {
    let config = DatabaseConfig {
        statement_timeout: Duration::from_secs(30),
        connect_timeout: Duration::from_secs(10),
        ..DatabaseConfig::new(admin_url)
    };
    let mut connection = pool::connect(&config).await?;
    if !exists(&mut connection, "pg_roles WHERE rolname").await? {
        let create = format!("CREATE ROLE {NAME} LOGIN PASSWORD '{password}'");
        connection.batch_execute(&create).await?;
    }
    if !exists(&mut connection, "pg_database WHERE datname").await? {
        connection.batch_execute(&format!("CREATE DATABASE {NAME} OWNER {NAME}")).await?;
    }
    Ok(())
}

async fn exists(connection: &mut Conn, place: &str) -> Result<bool, DbError> {
    let query = sql_query(format!("SELECT count(*) AS count FROM {place} = '{NAME}'"));
    let row: Count = query.get_result(connection).await?;
    Ok(row.count > 0)
}
