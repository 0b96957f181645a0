//! What `Db::transaction` promises, against a real server.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::sql_types::{BigInt, Integer};
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::{Conn, DatabaseConfig, Db, DbError};
use securecart_test_support::TestDatabase;
use thiserror::Error;
use tokio::sync::Barrier;
use tokio::time::{sleep, timeout};

/// An error of a feature: knows the database layer, not Diesel.
#[derive(Debug, Error)]
enum CounterError {
    #[error("the counter is full")]
    Full,
    #[error(transparent)]
    Db(#[from] DbError),
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Integer)]
    value: i32,
}

async fn counters() -> (TestDatabase, Db) {
    let database = TestDatabase::unmigrated().await.unwrap();
    let mut connection = database.connect().await.unwrap();
    connection
        .batch_execute(
            "CREATE TABLE counters (id int CONSTRAINT counters_pk PRIMARY KEY, value int NOT NULL \
             CONSTRAINT value_is_small CHECK (value < 1000)); \
             CREATE TABLE notes (counter_id int CONSTRAINT notes_counter REFERENCES counters (id) \
             DEFERRABLE INITIALLY DEFERRED); \
             INSERT INTO counters VALUES (1, 0), (2, 0)",
        )
        .await
        .unwrap();
    let db = database.db();
    (database, db)
}

async fn add(tx: &mut Conn, id: i32, amount: i32) -> Result<(), DbError> {
    let update = sql_query("UPDATE counters SET value = value + $2 WHERE id = $1");
    update.bind::<Integer, _>(id).bind::<Integer, _>(amount).execute(tx).await?;
    Ok(())
}

async fn value(connection: &mut Conn, id: i32) -> Result<i32, DbError> {
    let query = sql_query("SELECT value FROM counters WHERE id = $1").bind::<Integer, _>(id);
    Ok(query.get_result::<Value>(connection).await?.value)
}

async fn committed(db: &Db, id: i32) -> i32 {
    value(&mut db.connection().await.unwrap(), id).await.unwrap()
}

#[tokio::test]
async fn work_that_succeeds_is_committed() {
    let (_database, db) = counters().await;
    let result: Result<i32, CounterError> = db
        .transaction(async |tx| {
            add(tx, 1, 5).await?;
            Ok(value(tx, 1).await?)
        })
        .await;
    assert_eq!(result.unwrap(), 5);
    assert_eq!(committed(&db, 1).await, 5);
}

#[tokio::test]
async fn an_error_of_the_work_rolls_everything_back_and_keeps_the_connection() {
    let (_database, db) = counters().await;
    let result: Result<(), CounterError> = db
        .transaction(async |tx| {
            add(tx, 1, 5).await?;
            Err(CounterError::Full)
        })
        .await;
    assert!(matches!(result, Err(CounterError::Full)));
    assert_eq!(committed(&db, 1).await, 0);
    assert_eq!(db.status().size, 1);
}

#[tokio::test]
async fn violated_constraints_are_told_by_name() {
    let (_database, db) = counters().await;
    let run = async |sql: &str| -> DbError {
        let sql = sql.to_owned();
        let result: Result<(), DbError> = db
            .transaction(async |tx| {
                tx.batch_execute(&sql).await?;
                Ok(())
            })
            .await;
        result.unwrap_err()
    };
    let unique = run("INSERT INTO counters VALUES (1, 0)").await;
    assert!(unique.is_unique_violation("counters_pk"), "{unique:?}");
    let check = run("UPDATE counters SET value = 1000").await;
    assert!(matches!(&check, DbError::Check { constraint } if constraint == "value_is_small"), "{check:?}");
    // A deferred constraint is looked at when the transaction ends.
    let foreign = run("INSERT INTO notes VALUES (99)").await;
    assert!(
        matches!(&foreign, DbError::ForeignKey { constraint } if constraint == "notes_counter"),
        "{foreign:?}"
    );
}

#[tokio::test]
async fn a_swallowed_failure_of_a_statement_is_not_taken_for_success() {
    let (_database, db) = counters().await;
    let result: Result<(), CounterError> = db
        .transaction(async |tx| {
            add(tx, 1, 5).await?;
            tx.batch_execute("SELECT 1 / 0").await.ok();
            Ok(())
        })
        .await;
    assert!(matches!(result, Err(CounterError::Db(DbError::Other(_)))), "{result:?}");
    assert_eq!(committed(&db, 1).await, 0);
}

/// Takes the two rows in the given order, and waits in between until the other one has its first.
async fn take_both(db: &Db, meet: &Barrier, first: i32, second: i32) -> (Result<(), CounterError>, u32) {
    let attempts = AtomicU32::new(0);
    let result = db
        .transaction(async |tx| {
            let attempt = attempts.fetch_add(1, Ordering::SeqCst);
            add(tx, first, 1).await?;
            if attempt == 0 {
                meet.wait().await;
            }
            add(tx, second, 1).await?;
            Ok(())
        })
        .await;
    (result, attempts.into_inner())
}

#[tokio::test]
async fn a_deadlock_is_broken_and_its_victim_repeated() {
    let (_database, db) = counters().await;
    let meet = Barrier::new(2);
    let (one, other) = tokio::join!(take_both(&db, &meet, 1, 2), take_both(&db, &meet, 2, 1));
    one.0.unwrap();
    other.0.unwrap();
    assert_eq!(one.1 + other.1, 3, "exactly one of the two was repeated, once");
    assert_eq!((committed(&db, 1).await, committed(&db, 2).await), (2, 2));
}

#[tokio::test]
async fn serializable_transactions_that_collide_are_repeated_until_both_fit() {
    let (_database, db) = counters().await;
    let meet = Barrier::new(2);
    // Each writes into one row what it read from the other: alone, one of them sees the other's 10.
    let copy = async |from: i32, to: i32| {
        let attempts = AtomicU32::new(0);
        let result: Result<(), CounterError> = db
            .serializable_transaction(async |tx| {
                let attempt = attempts.fetch_add(1, Ordering::SeqCst);
                let seen = value(tx, from).await?;
                if attempt == 0 {
                    meet.wait().await;
                }
                add(tx, to, seen + 10).await?;
                Ok(())
            })
            .await;
        result.unwrap();
        attempts.into_inner()
    };
    let (one, other) = tokio::join!(copy(1, 2), copy(2, 1));
    assert!(one + other >= 3, "one of the two had to be repeated");
    let mut values = [committed(&db, 1).await, committed(&db, 2).await];
    values.sort_unstable();
    assert_eq!(values, [10, 20]);
}

#[tokio::test]
async fn retries_end_and_say_conflict() {
    let (_database, db) = counters().await;
    let attempts = AtomicU32::new(0);
    let result: Result<(), CounterError> = db
        .transaction(async |tx| {
            attempts.fetch_add(1, Ordering::SeqCst);
            let fail = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$";
            tx.batch_execute(fail).await.map_err(DbError::from)?;
            Ok(())
        })
        .await;
    assert!(matches!(result, Err(CounterError::Db(DbError::Conflict(_)))), "{result:?}");
    assert_eq!(attempts.into_inner(), 4, "one attempt and three repetitions");
}

#[tokio::test]
async fn an_ordinary_failure_is_not_repeated() {
    let (_database, db) = counters().await;
    let attempts = AtomicU32::new(0);
    let result: Result<(), CounterError> = db
        .transaction(async |tx| {
            attempts.fetch_add(1, Ordering::SeqCst);
            add(tx, 1, 5000).await?;
            Ok(())
        })
        .await;
    assert!(matches!(result, Err(CounterError::Db(DbError::Check { .. }))));
    assert_eq!(attempts.into_inner(), 1);
}

#[tokio::test]
async fn a_dropped_transaction_frees_its_locks_at_once_and_never_returns_to_the_pool() {
    let (database, db) = counters().await;
    let work = db.transaction(async |tx| {
        add(tx, 1, 5).await?;
        sleep(Duration::from_mins(1)).await;
        Ok::<(), CounterError>(())
    });
    timeout(Duration::from_millis(200), work).await.unwrap_err();
    // Not through the pool, which would meet the dropped connection and discard it only then.
    let begun = Instant::now();
    add(&mut database.connect().await.unwrap(), 1, 1).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1), "the lock was kept for {:?}", begun.elapsed());
    assert_eq!(committed(&db, 1).await, 1, "what the dropped one did is gone");
    assert_eq!(open_transactions(&database).await, 0);
}

#[tokio::test]
async fn dropping_at_any_moment_leaves_no_open_transaction() {
    let (database, db) = counters().await;
    for micros in (0..4000).step_by(200) {
        let work = db.transaction(async |tx| {
            add(tx, 1, 1).await?;
            add(tx, 2, 1).await?;
            Ok::<(), CounterError>(())
        });
        // Both outcomes are fine; what counts is that both rows changed or none.
        timeout(Duration::from_micros(micros), work).await.ok();
        let mut connection = db.connection().await.unwrap();
        let (one, other) =
            (value(&mut connection, 1).await.unwrap(), value(&mut connection, 2).await.unwrap());
        assert_eq!(one, other);
    }
    sleep(Duration::from_millis(100)).await;
    assert_eq!(open_transactions(&database).await, 0);
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn open_transactions(database: &TestDatabase) -> i64 {
    let mut connection = database.connect().await.unwrap();
    let query = sql_query(
        "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() \
         AND pid <> pg_backend_pid() AND state LIKE '%in transaction%'",
    );
    query.get_result::<Count>(&mut connection).await.unwrap().count
}

#[tokio::test]
async fn a_transaction_can_run_on_another_thread() {
    let (_database, db) = counters().await;
    let spawned = db.clone();
    let amount = 3;
    let task = tokio::spawn(async move {
        let amount = &amount;
        spawned.transaction(async |tx| add(tx, 1, *amount).await).await
    });
    task.await.unwrap().unwrap();
    assert_eq!(committed(&db, 1).await, 3);
}

#[tokio::test]
async fn waiting_for_a_row_ends_as_unavailable() {
    let (database, _) = counters().await;
    let config = DatabaseConfig { lock_timeout: Duration::from_millis(100), ..database.config().clone() };
    let db = Db::open(&config).unwrap();
    let mut holder = database.connect().await.unwrap();
    holder.batch_execute("BEGIN; UPDATE counters SET value = 1 WHERE id = 1").await.unwrap();
    let result = db.transaction(async |tx| add(tx, 1, 1).await).await;
    assert!(matches!(result, Err(DbError::Unavailable(_))), "{result:?}");
}

#[tokio::test]
async fn a_slow_statement_and_slow_work_end_as_unavailable() {
    let (database, _) = counters().await;
    let config =
        DatabaseConfig { statement_timeout: Duration::from_millis(200), ..database.config().clone() };
    let db = Db::open(&config).unwrap();
    let mut connection = db.connection().await.unwrap();
    let slow = connection.batch_execute("SELECT pg_sleep(5)").await.map_err(DbError::from);
    assert!(matches!(slow, Err(DbError::Unavailable(_))), "{slow:?}");
    let work = db.transaction(async |_tx| {
        sleep(Duration::from_secs(5)).await;
        Ok::<(), DbError>(())
    });
    assert!(matches!(work.await, Err(DbError::Unavailable(_))));
}
