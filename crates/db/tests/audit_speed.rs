//! How much the chain costs. Run by hand: `cargo test -p securecart-db --test audit_speed -- --ignored --nocapture`.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::time::{Duration, Instant};

use chrono::DateTime;
use diesel_async::SimpleAsyncConnection as _;
use futures_util::future::join_all;
use securecart_db::{
    DatabaseConfig, Db, DbError,
    audit::{AuditKey, NewEvent, Outcome, begin, note_event},
};
use securecart_test_support::TestDatabase;
use serde_json::json;

const WRITERS: usize = 8;
const TIME: Duration = Duration::from_secs(5);

async fn chained(db: &Db) {
    let written = db.transaction(async |_| {
        note_event(NewEvent {
            at: DateTime::UNIX_EPOCH,
            actor_user_id: None,
            permission: None,
            address: "203.0.113.9".to_owned(),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            request_id: "0192f000-0000-7000-8000-000000000001".to_owned(),
            event: "inventory_adjusted",
            object_kind: Some("variant"),
            object_key: Some("var_0192f000000070008000000000000001".to_owned()),
            outcome: Outcome::Success,
            detail: json!({ "before": { "on_hand": 3 }, "after": { "on_hand": 4 } }),
        })
    });
    written.await.unwrap();
}

async fn plain(db: &Db) {
    let written = db.transaction(async |tx| {
        tx.batch_execute(
            "INSERT INTO plain (at, address, user_agent, request_id, event, object_kind, object_key, outcome, detail) \
             VALUES ('1970-01-01Z', '203.0.113.9', \
             'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', \
             '0192f000-0000-7000-8000-000000000001', 'inventory_adjusted', 'variant', \
             'var_0192f000000070008000000000000001', 'success', \
             '{\"before\": {\"on_hand\": 3}, \"after\": {\"on_hand\": 4}}')",
        )
        .await?;
        Ok::<_, DbError>(())
    });
    written.await.unwrap();
}

async fn rate(db: &Db, write: impl AsyncFn(&Db) + Copy) -> usize {
    let end = Instant::now() + TIME;
    let writer = async || {
        let mut rows = 0_usize;
        while Instant::now() < end {
            write(db).await;
            rows += 1;
        }
        rows
    };
    let rows = join_all((0..WRITERS).map(|_| writer())).await;
    rows.into_iter().sum::<usize>() / usize::try_from(TIME.as_secs()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes ten seconds of a machine that does nothing else"]
async fn appended_rows_per_second_with_and_without_the_chain() {
    let database = TestDatabase::new().await.unwrap();
    let config = DatabaseConfig { pool_size: WRITERS, ..database.config().clone() };
    let db = Db::open(&config).unwrap().with_audit_key(AuditKey::derive(b"the secret of this test"));
    let table = "CREATE TABLE plain (LIKE audit_events INCLUDING ALL); \
                 ALTER TABLE plain ALTER seq ADD GENERATED ALWAYS AS IDENTITY";
    database.execute(table).await.unwrap();
    begin(&db).await.unwrap();
    let without = rate(&db, plain).await;
    let with = rate(&db, chained).await;
    println!("{WRITERS} writers: {without} rows a second without the chain, {with} with it");
    assert!(with > 0 && without > 0);
}
