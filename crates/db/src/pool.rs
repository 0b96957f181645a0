//! The connection pool: what each connection is set to, and how long anything may wait.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::ConnectionError;
use diesel::connection::InstrumentationEvent;
use diesel_async::pooled_connection::deadpool::{BuildError, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig};
use diesel_async::{AsyncConnection as _, SimpleAsyncConnection};
use futures_util::FutureExt;
use thiserror::Error;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::address::{Address, UrlError};
use crate::tls::{self, TlsError};
use crate::{Conn, DbError};

/// How to reach PostgreSQL and how patient to be.
///
/// The limits are such that a request against a dead, stuck or overloaded database ends in six
/// seconds at most: one to get a connection, five for the work.
#[derive(Clone)]
pub struct DatabaseConfig {
    /// `postgres://user:password@host/database`, see [`crate::is_local`] for when TLS is needed.
    pub url: String,
    /// Connections kept at most; twice as many callers may wait for one.
    pub pool_size: usize,
    /// How long to wait for a connection, opening one included.
    pub acquire_timeout: Duration,
    /// How long opening one connection may take.
    pub connect_timeout: Duration,
    /// `statement_timeout` of PostgreSQL, and the limit of one attempt at a transaction.
    pub statement_timeout: Duration,
    /// `lock_timeout` of PostgreSQL: how long a statement waits for a row held by another one.
    pub lock_timeout: Duration,
    /// `idle_in_transaction_session_timeout` of PostgreSQL.
    pub idle_in_transaction_timeout: Duration,
    /// Name shown in `pg_stat_activity`.
    pub application_name: String,
}

impl DatabaseConfig {
    /// The settings for serving requests.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            pool_size: 10,
            acquire_timeout: Duration::from_secs(1),
            connect_timeout: Duration::from_secs(2),
            statement_timeout: Duration::from_secs(5),
            lock_timeout: Duration::from_secs(2),
            idle_in_transaction_timeout: Duration::from_secs(10),
            application_name: "securecart".to_owned(),
        }
    }

    /// The role that it connects as, where the URL names one.
    pub fn role(&self) -> Result<Option<String>, UrlError> {
        Ok(Address::parse(&self.url)?.config.get_user().map(str::to_owned))
    }
}

impl fmt::Debug for DatabaseConfig {
    /// Leaves the URL out, which holds a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DatabaseConfig")
            .field("pool_size", &self.pool_size)
            .field("acquire_timeout", &self.acquire_timeout)
            .field("statement_timeout", &self.statement_timeout)
            .finish_non_exhaustive()
    }
}

/// Why a pool could not be made. Nothing connects yet, so this is about the configuration alone.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The URL cannot be used.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The certificates to trust cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The pool refused its settings.
    #[error("the connection pool refused its settings")]
    Pool(#[from] BuildError),
}

/// Makes the pool; connections are opened when they are needed.
pub(crate) fn build(config: &DatabaseConfig, statements: &Arc<AtomicU64>) -> Result<Pool<Conn>, OpenError> {
    let connector = Connector { statements: Arc::clone(statements), ..Connector::new(config)? };
    let mut manager_config = ManagerConfig::default();
    manager_config.custom_setup = Box::new(move |_url| {
        let connector = connector.clone();
        async move { connector.connect().await }.boxed()
    });
    // The manager only hands its URL to the closure above, which has a better form of it.
    let manager = AsyncDieselConnectionManager::new_with_config("postgres://see-connector", manager_config);
    Ok(Pool::builder(manager).max_size(config.pool_size).build()?)
}

/// Opens one connection outside of any pool, for work that needs a session of its own.
pub async fn connect(config: &DatabaseConfig) -> Result<Conn, DbError> {
    let connector = Connector::new(config).map_err(|error| DbError::Other(Box::new(error)))?;
    connector.connect().await.map_err(|error| DbError::Unavailable(Box::new(error)))
}

/// Opens connections with the settings of the shop.
#[derive(Clone)]
pub(crate) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    /// Counts what its connections are asked.
    statements: Arc<AtomicU64>,
}

impl Connector {
    pub(crate) fn new(config: &DatabaseConfig) -> Result<Self, OpenError> {
        let address = Address::parse(&config.url)?;
        let tls =
            if address.tls { Some(tls::connector(address.root_certificates.as_deref())?) } else { None };
        Ok(Self { config: with_settings(address.config, config), tls, statements: Arc::default() })
    }

    pub(crate) async fn connect(&self) -> Result<Conn, ConnectionError> {
        let mut connection = match &self.tls {
            None => {
                let (client, driver) = self.config.connect(NoTls).await.map_err(refused)?;
                Conn::try_from_client_and_connection(client, driver).await?
            }
            Some(tls) => {
                let (client, driver) = self.config.connect(tls.clone()).await.map_err(refused)?;
                Conn::try_from_client_and_connection(client, driver).await?
            }
        };
        connection
            .batch_execute(ENGLISH_MESSAGES)
            .await
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
        let statements = Arc::clone(&self.statements);
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                statements.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(connection)
    }
}

/// Deadlocks and timeouts are told apart by their English text (see `error.rs`), which only a
/// superuser may choose; where we may not, the server's own language stays.
const ENGLISH_MESSAGES: &str = "DO $$ BEGIN \
    IF current_setting('lc_messages') !~ '^(en|C|POSIX)' THEN \
    PERFORM set_config('lc_messages', 'C', false); END IF; \
    EXCEPTION WHEN insufficient_privilege THEN NULL; END $$";

fn refused(error: tokio_postgres::Error) -> ConnectionError {
    ConnectionError::CouldntSetupConfiguration(diesel::result::Error::QueryBuilderError(Box::new(error)))
}

/// Adds our settings in front of what the URL itself asks for, so that an operator has the last word.
fn with_settings(mut target: Config, config: &DatabaseConfig) -> Config {
    let settings = format!(
        "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout={} \
         -c timezone=UTC {}",
        config.statement_timeout.as_millis(),
        config.lock_timeout.as_millis(),
        config.idle_in_transaction_timeout.as_millis(),
        target.get_options().unwrap_or_default(),
    );
    target.options(settings.trim_end());
    if target.get_application_name().is_none() {
        target.application_name(&config.application_name);
    }
    if target.get_connect_timeout().is_none() {
        target.connect_timeout(config.connect_timeout);
    }
    // A peer that vanished without a word is noticed in seconds: unacknowledged data by the user
    // timeout, a silent wait for an answer by the keepalives.
    if target.get_tcp_user_timeout().is_none() {
        target.tcp_user_timeout(config.statement_timeout);
    }
    target
        .keepalives(true)
        .keepalives_idle(Duration::from_secs(3))
        .keepalives_interval(Duration::from_secs(1))
        .keepalives_retries(2);
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_has_the_last_word_about_settings() {
        let config = DatabaseConfig::new(
            "postgres://shop@localhost/shop?options=-c%20lock_timeout%3D50&application_name=report",
        );
        let address = Address::parse(&config.url).unwrap();
        let target = with_settings(address.config, &config);
        let options = target.get_options().unwrap();
        assert!(options.starts_with("-c statement_timeout=5000 -c lock_timeout=2000"));
        assert!(options.ends_with("-c lock_timeout=50"));
        assert_eq!(target.get_application_name(), Some("report"));
    }

    #[test]
    fn the_password_is_not_shown_by_debug() {
        let config = DatabaseConfig::new("postgres://shop:secret@localhost/shop");
        assert!(!format!("{config:?}").contains("secret"));
    }
}
