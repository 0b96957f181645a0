//! The migrations: forward, back, forward again, and by two instances at once.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::migrate::{self, MigrationStatus};
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Everything that a migration can make, one line each, in an order of its own.
const SCHEMA: &str = "
    SELECT line FROM (
        SELECT 'column ' || table_name || '.' || column_name || ' '
            -- The place among those that are there: PostgreSQL never gives the number of a dropped column away again.
            || row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position) || ' ' || data_type || ' '
            || is_nullable || ' ' || coalesce(column_default, '') || ' ' || coalesce(generation_expression, '') AS line
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT 'function ' || pg_get_functiondef(proc.oid) FROM pg_proc AS proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = proc.oid AND deptype = 'e')
        UNION ALL
        SELECT 'type ' || typname || ' ' || typtype::text FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
        UNION ALL
        SELECT 'sequence ' || sequencename || ' ' || data_type FROM pg_sequences WHERE schemaname = 'public'
        UNION ALL
        SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
        UNION ALL
        SELECT 'extension ' || extname FROM pg_extension
    ) AS lines ORDER BY line COLLATE \"C\"";

async fn schema(database: &TestDatabase) -> Vec<String> {
    let mut connection = database.connect().await.unwrap();
    let lines: Vec<Line> = sql_query(SCHEMA).load(&mut connection).await.unwrap();
    lines.into_iter().map(|line| line.line).collect()
}

async fn status(database: &TestDatabase) -> MigrationStatus {
    migrate::status(database.config()).await.unwrap()
}

#[tokio::test]
async fn every_migration_can_be_undone_and_done_again() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let migrations = status(&database).await.pending;
    assert!(!migrations.is_empty());
    // Diesel's own table comes with the first and stays.
    migrate::run_next(database.config()).await.unwrap();
    migrate::revert_last(database.config()).await.unwrap();
    for migration in &migrations {
        let before = schema(&database).await;
        migrate::run_next(database.config()).await.unwrap();
        let after = schema(&database).await;
        assert_ne!(before, after, "{migration} changes the schema");
        migrate::revert_last(database.config()).await.unwrap();
        assert_eq!(schema(&database).await, before, "down.sql of {migration} undoes its up.sql");
        migrate::run_next(database.config()).await.unwrap();
        assert_eq!(schema(&database).await, after, "{migration} does the same again");
    }
    assert_eq!(status(&database).await.pending, Vec::<String>::new());
}

/// A guest's order that staff completed without marking it as shipped, as programs before 000006 let them.
const COMPLETED_UNSENT: &str = "
    INSERT INTO checkouts (id, status, total_minor, currency, expires_at, created_at, completed_at)
    VALUES ('0192f000-0000-7000-8000-000000000001', 'paid', 0, 'USD', now(), now(), now());
    INSERT INTO orders (id, checkout_id, number, status, payment_status, fulfilment_status, subtotal_minor,
        total_minor, currency, placed_at, created_at, updated_at)
    VALUES ('0192f000-0000-7000-8000-000000000002', '0192f000-0000-7000-8000-000000000001', 'SC-100001',
        'completed', 'paid', 'unfulfilled', 0, 0, 'USD', now(), now(), now())";

#[tokio::test]
async fn orders_completed_before_that_meant_shipped_are_brought_along() {
    let database = TestDatabase::unmigrated().await.unwrap();
    for _ in 1..=5 {
        migrate::run_next(database.config()).await.unwrap();
    }
    let mut connection = database.connect().await.unwrap();
    connection.batch_execute(COMPLETED_UNSENT).await.unwrap();
    migrate::run(database.config()).await.unwrap();
    let fulfilled = "SELECT count(*) AS number FROM orders WHERE fulfilment_status = 'fulfilled'";
    assert_eq!(database.number(fulfilled).await.unwrap(), 1);
    let back = "UPDATE orders SET fulfilment_status = 'unfulfilled'";
    let refused = connection.batch_execute(back).await.unwrap_err().to_string();
    assert!(refused.contains("orders_completed_when_fulfilled"), "{refused}");
}

#[tokio::test]
async fn two_instances_that_start_at_once_migrate_once() {
    let database = TestDatabase::unmigrated().await.unwrap();
    let expected = status(&database).await.pending;
    let (one, other) = tokio::join!(migrate::run(database.config()), migrate::run(database.config()));
    let mut both = [one.unwrap(), other.unwrap()];
    both.sort();
    assert_eq!(both, [Vec::new(), expected]);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_noticed() {
    let database = TestDatabase::new().await.unwrap();
    let expected = MigrationStatus { pending: Vec::new(), unknown: Vec::new() };
    assert_eq!(status(&database).await, expected);
    let mut connection = database.connect().await.unwrap();
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')";
    sql_query(newer).execute(&mut connection).await.unwrap();
    assert_eq!(status(&database).await.unknown, ["29990101000000"]);
}
