//! The chain of the audit log: what holds it together, and what is noticed by whoever goes through it.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::SimpleAsyncConnection as _;
use securecart_db::{
    DatabaseConfig, Db, DbError,
    audit::{AuditKey, Break, Checkpoint, NewEvent, Outcome, begin, cut, note_event, verify},
};
use securecart_test_support::TestDatabase;
use serde_json::json;

/// An entry with everything in it that could be told apart when it is read again.
fn event(number: i64) -> NewEvent {
    NewEvent {
        at: DateTime::UNIX_EPOCH + TimeDelta::nanoseconds(number * 1_000_000_789),
        actor_user_id: None,
        permission: None,
        address: "203.0.113.9".to_owned(),
        user_agent: "agent\r\n{\"event\":\"authn_login_success\"}".to_owned(),
        request_id: number.to_string(),
        event: "inventory_adjusted",
        object_kind: Some("variant"),
        object_key: Some(format!("var_{number}")),
        outcome: Outcome::Success,
        detail: json!({ "was": number, "longer": { "b": 1.50, "aa": [null, "ü"] }, "a": true }),
    }
}

fn open(database: &TestDatabase) -> Db {
    database.db().with_audit_key(AuditKey::derive(b"the secret of this test"))
}

async fn write(db: &Db, numbers: std::ops::RangeInclusive<i64>) {
    for number in numbers {
        let written = db.transaction(async |_| note_event(event(number)));
        written.await.unwrap();
    }
}

/// What the owner of the tables can do, triggers or not.
async fn as_owner(database: &TestDatabase, sql: &str) {
    let sql = format!(
        "ALTER TABLE audit_events DISABLE TRIGGER USER; {sql}; ALTER TABLE audit_events ENABLE TRIGGER USER"
    );
    database.execute(&sql).await.unwrap();
}

async fn found(db: &Db) -> Option<Break> {
    verify(db, None).await.unwrap().broken
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_whole_and_tells_its_end() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    assert_eq!(found(&db).await, Some(Break::NoHead));
    begin(&db).await.unwrap();
    assert_eq!(found(&db).await, None, "an empty log is whole");
    write(&db, 1..=3).await;
    begin(&db).await.unwrap();
    let verdict = verify(&db, None).await.unwrap();
    assert_eq!((verdict.broken, verdict.first_seq, verdict.end.seq), (None, 1, 3));
    write(&db, 4..=4).await;
    assert_eq!(verify(&db, Some(&verdict.end)).await.unwrap().broken, None, "it only grew");
}

#[tokio::test]
async fn a_changed_byte_of_any_column_names_its_entry() {
    for change in [
        "at = at + interval '1 microsecond'",
        "actor_user_id = '019ab000-0000-7000-8000-000000000001'",
        "permission = 'write_inventory'",
        "event = 'inventory_adjustee'",
        "object_kind = NULL",
        "object_key = 'var_3'",
        "outcome = 'failure'",
        "address = '203.0.113.8'",
        "user_agent = ''",
        "request_id = '3'",
        "detail = jsonb_set(detail, '{was}', '3')",
        "mac = set_byte(mac, 31, get_byte(mac, 31) # 1)",
        "prev = set_byte(prev, 0, get_byte(prev, 0) # 1)",
        "prev = NULL, mac = NULL",
    ] {
        let database = TestDatabase::new().await.unwrap();
        let db = open(&database);
        write(&db, 1..=4).await;
        as_owner(&database, &format!("UPDATE audit_events SET {change} WHERE seq = 2")).await;
        assert_eq!(found(&db).await, Some(Break::Changed(2)), "{change}");
    }
}

#[tokio::test]
async fn removed_inserted_and_cut_off_entries_are_named() {
    for (sql, expected) in [
        ("DELETE FROM audit_events WHERE seq = 2", Break::Removed(2)),
        ("DELETE FROM audit_events WHERE seq >= 3", Break::Truncated(3)),
        ("DELETE FROM audit_events", Break::Truncated(1)),
        ("UPDATE audit_events SET seq = 9 WHERE seq = 4", Break::Truncated(4)),
        (
            "INSERT INTO audit_events (seq, at, event, outcome) VALUES (5, now(), 'x', 'success')",
            Break::Inserted(5),
        ),
        (
            "INSERT INTO audit_events (seq, at, event, outcome) VALUES (0, now(), 'x', 'success')",
            Break::Earlier(1),
        ),
        (
            "DELETE FROM audit_events WHERE seq = 4; UPDATE audit_head SET last_seq = 3, \
             mac = (SELECT mac FROM audit_events WHERE seq = 3)",
            Break::Head,
        ),
        ("DELETE FROM audit_head", Break::NoHead),
    ] {
        let database = TestDatabase::new().await.unwrap();
        let db = open(&database);
        write(&db, 1..=4).await;
        as_owner(&database, sql).await;
        assert_eq!(found(&db).await, Some(expected), "{sql}");
    }
}

#[tokio::test]
async fn a_checkpoint_tells_of_an_owner_who_puts_an_old_end_back() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    write(&db, 1..=2).await;
    database.execute("CREATE TABLE old_head AS SELECT * FROM audit_head").await.unwrap();
    write(&db, 3..=4).await;
    let kept = verify(&db, None).await.unwrap().end;
    let back = "DELETE FROM audit_events WHERE seq > 2; DELETE FROM audit_head; \
                INSERT INTO audit_head SELECT * FROM old_head";
    as_owner(&database, back).await;
    assert_eq!(found(&db).await, None, "the chain alone can not know");
    let with = async |point: &Checkpoint| verify(&db, Some(point)).await.unwrap().broken;
    assert_eq!(with(&kept).await, Some(Break::Checkpoint(4)));
    write(&db, 5..=7).await;
    assert_eq!(with(&kept).await, Some(Break::Checkpoint(4)), "other entries have taken the numbers");
}

#[tokio::test]
async fn entries_from_before_the_chain_are_proven_as_a_whole() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    let earlier = "INSERT INTO audit_events (seq, at, event, outcome) \
                   SELECT n * 2, now(), 'authn_logout', 'success' FROM generate_series(1, 1200) AS n";
    database.execute(earlier).await.unwrap();
    begin(&db).await.unwrap();
    assert_eq!(found(&db).await, None);
    write(&db, 1..=2).await;
    let verdict = verify(&db, None).await.unwrap();
    assert_eq!((verdict.broken, verdict.first_seq, verdict.end.seq), (None, 2401, 2402));
    as_owner(&database, "UPDATE audit_events SET outcome = 'failure' WHERE seq = 2200").await;
    assert_eq!(found(&db).await, Some(Break::Earlier(2401)));
}

#[tokio::test]
async fn the_log_of_another_key_does_not_pass() {
    let database = TestDatabase::new().await.unwrap();
    write(&open(&database), 1..=2).await;
    let other = database.db().with_audit_key(AuditKey::derive(b"another secret"));
    assert_eq!(found(&other).await, Some(Break::Head));
}

#[tokio::test]
async fn what_is_rolled_back_leaves_no_entry_and_no_gap() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    write(&db, 1..=1).await;
    let undone = db.transaction(async |_| {
        note_event(event(2))?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(undone.await.is_err());
    write(&db, 3..=3).await;
    assert_eq!(verify(&db, None).await.unwrap().end.seq, 2);
    assert_eq!(found(&db).await, None);
}

#[tokio::test]
async fn an_entry_without_a_transaction_or_without_a_key_is_refused() {
    let database = TestDatabase::new().await.unwrap();
    assert!(note_event(event(1)).is_err());
    let written = database.db().transaction(async |_| note_event(event(1))).await;
    assert!(written.is_err());
    assert_eq!(database.number("SELECT count(*) AS number FROM audit_events").await.unwrap(), 0);
}

/// Half of the writers note first and lock the same row then, the others the other way round: an audit log that locked
/// its head at once would make them wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_writers_neither_fork_the_chain_nor_deadlock() {
    let database = TestDatabase::new().await.unwrap();
    let config = DatabaseConfig { pool_size: 8, ..database.config().clone() };
    let db = Db::open(&config).unwrap().with_audit_key(AuditKey::derive(b"the secret of this test"));
    let writers = (0..8).map(|writer| {
        let db = db.clone();
        tokio::spawn(async move {
            for number in 0..25 {
                let written = db.transaction(async |tx| {
                    if writer % 2 == 0 {
                        note_event(event(number))?;
                    }
                    tx.batch_execute("UPDATE counters SET value = value + 1 WHERE name = 'orders'").await?;
                    if writer % 2 == 1 {
                        note_event(event(number))?;
                    }
                    Ok::<_, DbError>(())
                });
                written.await.unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let verdict = verify(&db, None).await.unwrap();
    assert_eq!((verdict.broken, verdict.end.seq), (None, 200));
    let deadlocks = "SELECT deadlocks AS number FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(database.number(deadlocks).await.unwrap(), 0);
}

/// The real time, by which the database judges what is old.
#[expect(clippy::disallowed_methods, reason = "the clock of the database can not be moved")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Cuts what is from before that day, in steps of so many.
async fn cut_before(db: &Db, day: DateTime<Utc>, most: i64) -> i64 {
    cut(db, day, most, now()).await.unwrap()
}

/// Entries of 1970 and, behind them, one of now.
async fn old_and_new(db: &Db) -> DateTime<Utc> {
    write(db, 1..=7).await;
    let now = now();
    db.transaction(async |_| note_event(NewEvent { at: now, ..event(8) })).await.unwrap();
    now - TimeDelta::days(396)
}

#[tokio::test]
async fn the_log_is_cut_from_its_beginning_and_stays_whole() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    write(&db, 1..=2).await;
    let point = verify(&db, None).await.unwrap().end;
    let day = old_and_new(&db).await;
    assert_eq!(cut_before(&db, day, 4).await, 4, "no more than it was told");
    let verdict = verify(&db, None).await.unwrap();
    assert_eq!((verdict.broken, verdict.first_seq, verdict.end.seq), (None, 5, 10));
    let missed = verify(&db, Some(&point)).await.unwrap().broken;
    assert_eq!(
        missed,
        Some(Break::Checkpoint(2)),
        "a checkpoint from before the cut proves nothing any more"
    );
    assert_eq!([cut_before(&db, day, 100).await, cut_before(&db, day, 100).await], [5, 0]);
    let verdict = verify(&db, Some(&verdict.end)).await.unwrap();
    assert_eq!((verdict.broken, verdict.first_seq, verdict.end.seq), (None, 10, 10));
    write(&db, 9..=9).await;
    assert_eq!(found(&db).await, None, "and goes on");
}

#[tokio::test]
async fn the_last_entry_stays_however_old_it_is() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    assert_eq!(cut_before(&db, now(), 10).await, 0, "no log, nothing to cut");
    write(&db, 1..=3).await;
    let year_ago = now() - TimeDelta::days(396);
    assert_eq!([cut_before(&db, year_ago, 10).await, cut_before(&db, year_ago, 10).await], [2, 0]);
    assert_eq!(found(&db).await, None);
}

#[tokio::test]
async fn what_is_younger_than_thirteen_months_can_not_be_cut_by_anybody() {
    let database = TestDatabase::new().await.unwrap();
    let db = open(&database);
    old_and_new(&db).await;
    write(&db, 9..=9).await;
    assert_eq!(cut_before(&db, now() + TimeDelta::days(1), 100).await, 7, "whatever one asks for");
    assert_eq!(found(&db).await, None);
    let refused = database.execute("DELETE FROM audit_events WHERE at > now() - interval '1 day'").await;
    assert!(refused.is_err_and(|error| format!("{error:#}").contains("append-only for thirteen months")));
    assert_eq!(database.number("SELECT count(*) AS number FROM audit_events").await.unwrap(), 2);
}

#[tokio::test]
async fn a_cut_that_the_shop_did_not_make_shows() {
    for (sql, expected) in [
        ("INSERT INTO audit_cuts SELECT 7, prev, seal, cut_at FROM audit_cuts", Break::Cut),
        ("ALTER TABLE audit_cuts DISABLE TRIGGER USER; UPDATE audit_cuts SET prev = seal", Break::Cut),
        ("ALTER TABLE audit_cuts DISABLE TRIGGER USER; DELETE FROM audit_cuts", Break::Removed(1)),
        ("DELETE FROM audit_events WHERE seq = 5", Break::Removed(5)),
        (
            "INSERT INTO audit_events (seq, at, event, outcome) VALUES (2, now(), 'x', 'success')",
            Break::BeforeCut(2),
        ),
    ] {
        let database = TestDatabase::new().await.unwrap();
        let db = open(&database);
        let day = old_and_new(&db).await;
        assert_eq!(cut_before(&db, day, 4).await, 4);
        as_owner(&database, sql).await;
        assert_eq!(found(&db).await, Some(expected), "{sql}");
    }
}
