//! That every filter of the audit log finds its index.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use securecart_db::Conn;
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}

async fn lines(conn: &mut Conn, query: &str) -> String {
    let lines: Vec<Line> = sql_query(query).load(conn).await.unwrap();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_page_of_a_long_log_is_found_by_an_index() {
    let database = TestDatabase::new().await.unwrap();
    let mut conn = database.connect().await.unwrap();
    conn.batch_execute(
        "INSERT INTO audit_events (seq, at, actor_user_id, event, object_key, outcome, address) \
         SELECT n, timestamptz '2026-01-01Z' + n * interval '1 minute', \
           md5((n % 500)::text)::uuid, 'event_' || n % 300, 'key_' || n % 5000, 'success', \
           '203.0.113.' || n % 250 FROM generate_series(1, 30000) AS n; ANALYZE audit_events",
    )
    .await
    .unwrap();
    for (filter, index) in [
        ("event = 'event_7'", "audit_events_event_idx"),
        ("actor_user_id = md5('7')::uuid", "audit_events_actor_user_id_idx"),
        ("object_key = 'key_7'", "audit_events_object_key_idx"),
        ("address = '203.0.113.7'", "audit_events_address_idx"),
        ("at >= '2026-01-02Z' AND at < '2026-01-02 01:00Z'", "audit_events_at_idx"),
        ("seq < 20000", "audit_events_pkey"),
    ] {
        let query = format!("EXPLAIN SELECT * FROM audit_events WHERE {filter} ORDER BY seq DESC LIMIT 25");
        let plan = lines(&mut conn, &query).await;
        assert!(plan.contains(index), "{filter}:\n{plan}");
    }
}
