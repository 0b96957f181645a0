//! The role that the shop runs as owns nothing, and can not change what it wrote into the audit log.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel_async::SimpleAsyncConnection as _;
use securecart_db::{DatabaseConfig, connect, migrate, rights::may_change_audit_log};
use securecart_test_support::TestDatabase;

/// A database whose program has a role of its own; `None`, said aloud, on a given server with one role.
async fn database() -> Option<TestDatabase> {
    let database = TestDatabase::new().await.unwrap();
    database.has_two_roles().then_some(database)
}

/// What PostgreSQL answers the program.
async fn refusal(database: &TestDatabase, sql: &str) -> String {
    let mut conn = connect(database.config()).await.unwrap();
    match conn.batch_execute(sql).await {
        Ok(()) => "done".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn the_past_of_the_audit_log_is_out_of_the_programs_reach() {
    let Some(database) = database().await else { return };
    for (sql, what) in [
        ("UPDATE audit_events SET outcome = 'success'", "permission denied for table audit_events"),
        ("DELETE FROM audit_events", "permission denied for table audit_events"),
        ("TRUNCATE audit_events", "permission denied for table audit_events"),
        ("ALTER TABLE audit_events DISABLE TRIGGER USER", "must be owner of table audit_events"),
        ("DROP TABLE audit_events", "must be owner of table audit_events"),
        ("DROP TRIGGER audit_events_kept ON audit_events", "must be owner of relation audit_events"),
        ("DELETE FROM audit_head", "permission denied for table audit_head"),
        ("UPDATE audit_cuts SET first_seq = 9", "permission denied for table audit_cuts"),
        ("DELETE FROM audit_cuts", "permission denied for table audit_cuts"),
        (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS ''",
            "permission denied for schema public",
        ),
        ("DELETE FROM __diesel_schema_migrations", "permission denied for table __diesel_schema_migrations"),
        ("CREATE TABLE another (id int)", "permission denied for schema public"),
        ("SET ROLE securecart", "permission denied to set role"),
        ("SET session_replication_role = replica", "permission denied to set parameter"),
    ] {
        let answer = refusal(&database, sql).await;
        assert!(answer.contains(what), "{sql}: {answer}");
    }
}

#[tokio::test]
async fn whether_a_role_could_change_the_log_is_told() {
    let Some(database) = database().await else { return };
    let may = async |config: &DatabaseConfig| {
        may_change_audit_log(&mut connect(config).await.unwrap()).await.unwrap()
    };
    assert!(!may(database.config()).await);
    assert!(may(database.owner()).await);
    let program = database.config().role().unwrap().unwrap();
    database.execute(&format!("GRANT UPDATE ON audit_events TO {program}")).await.unwrap();
    assert!(may(database.config()).await);
    migrate::let_use(database.owner(), database.config()).await.unwrap();
    assert!(!may(database.config()).await, "every start puts the rights right");
}

#[tokio::test]
async fn a_program_without_the_owner_starts_where_nothing_is_pending_and_says_so_where_something_is() {
    let Some(database) = database().await else { return };
    assert_eq!(migrate::run(database.config()).await.unwrap(), Vec::<String>::new());
    database
        .execute("DELETE FROM __diesel_schema_migrations WHERE version >= '20261124000031'")
        .await
        .unwrap();
    assert!(migrate::run(database.config()).await.is_err());
}
