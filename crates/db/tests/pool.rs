//! What the pool promises when the database is busy, gone or back again.

use std::time::{Duration, Instant};

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::future::join_all;
use securecart_db::{DatabaseConfig, Db, DbError};
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[tokio::test]
async fn every_connection_has_the_settings_of_the_shop() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let db = database.db();
    let mut connection = db.connection().await.unwrap();
    for (name, expected) in [
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("TimeZone", "UTC"),
        ("application_name", "securecart"),
        ("client_encoding", "UTF8"),
        ("is_superuser", "off"),
    ] {
        let query = sql_query("SELECT current_setting($1) AS value").bind::<Text, _>(name);
        let setting: Setting = query.get_result(&mut *connection).await.unwrap();
        assert_eq!(setting.value, expected, "{name}");
    }
}

#[tokio::test]
async fn nobody_waits_long_for_a_connection() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let config = DatabaseConfig {
        pool_size: 2,
        acquire_timeout: Duration::from_millis(300),
        ..database.config().clone()
    };
    let db = Db::open(&config).unwrap();
    let _held = (db.connection().await.unwrap(), db.connection().await.unwrap());
    let begun = Instant::now();
    let results = join_all((0..20).map(|_| db.connection())).await;
    assert!(results.iter().all(|result| matches!(result, Err(DbError::Unavailable(_)))));
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn callers_beyond_the_queue_are_turned_away_at_once() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let config = DatabaseConfig {
        pool_size: 1,
        acquire_timeout: Duration::from_secs(30),
        ..database.config().clone()
    };
    let db = Db::open(&config).unwrap();
    let held = db.connection().await.unwrap();
    let waiting: Vec<_> = (0..2)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { db.connection().await.map(|_| ()) })
        })
        .collect();
    while db.status().waiting < 2 {
        tokio::task::yield_now().await;
    }
    let begun = Instant::now();
    assert!(matches!(db.connection().await, Err(DbError::Unavailable(_))));
    assert!(begun.elapsed() < Duration::from_secs(1));
    drop(held);
    for task in waiting {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_pool_whose_connections_were_killed_heals_at_the_next_request() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let db = database.db();
    let mut connection = db.connection().await.unwrap();
    let mut killer = database.connect().await.unwrap();
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
    killer.batch_execute(kill).await.unwrap();
    let interrupted = connection.batch_execute("SELECT 1").await.map_err(DbError::from);
    assert!(matches!(interrupted, Err(DbError::Unavailable(_))), "{interrupted:?}");
    drop(connection);
    db.ping().await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let db = Db::open(&DatabaseConfig::new("postgres://shop@127.0.0.1:1/shop")).unwrap();
    let begun = Instant::now();
    assert!(matches!(db.ping().await, Err(DbError::Unavailable(_))));
    assert!(begun.elapsed() < Duration::from_secs(3));
}
