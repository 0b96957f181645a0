//! Conventions of the schema, read back from the migrated database.
//!
//! A new table that breaks one fails here with its name. Where an exception is right, it goes into
//! the list of that test with its reason.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::Conn;
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Runs a query whose rows are breaches, less those that are allowed. Every allowance has to be
/// needed, so that the lists do not outlive their reasons.
async fn breaches(sql: &str, allowed: &[(&str, &str)]) -> Vec<String> {
    let database = TestDatabase::new().await.unwrap();
    let mut connection = database.connect().await.unwrap();
    let found = names(&mut connection, sql).await;
    for (name, reason) in allowed {
        assert!(found.iter().any(|found| found == name), "{name} needs no exception any more ({reason})");
    }
    found.into_iter().filter(|name| !allowed.iter().any(|(allowed, _)| allowed == name)).collect()
}

async fn names(connection: &mut Conn, sql: &str) -> Vec<String> {
    let rows: Vec<Finding> = sql_query(sql).load(connection).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

fn none() -> Vec<String> {
    Vec::new()
}

/// Columns of the shop's own tables, for use in `FROM`.
const COLUMNS: &str = "(SELECT class.oid AS table_id, class.relname::text AS table_name, attribute.attnum, \
     attribute.attname::text AS column_name, format_type(attribute.atttypid, attribute.atttypmod) AS type \
     FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid \
     WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p') \
     AND attribute.attnum > 0 AND NOT attribute.attisdropped \
     AND class.relname <> '__diesel_schema_migrations') AS columns";

fn tables_without_a_primary_key() -> String {
    format!(
        "SELECT DISTINCT table_name AS name FROM {COLUMNS} WHERE NOT EXISTS \
         (SELECT FROM pg_constraint WHERE conrelid = table_id AND contype = 'p')"
    )
}

/// Without one, deleting a referenced row reads the whole referring table. A partial index does
/// not serve for that, since the check asks about all rows.
fn foreign_keys_without_an_index() -> String {
    "SELECT conrelid::regclass || ': ' || conname AS name FROM pg_constraint AS key \
         WHERE contype = 'f' AND NOT EXISTS (SELECT FROM pg_index AS index WHERE indrelid = conrelid \
             AND indpred IS NULL AND indisvalid \
             AND (SELECT array_agg(number ORDER BY number) FROM unnest(conkey) AS number) = \
                 (SELECT array_agg(number ORDER BY number) FROM \
                  unnest((indkey::int2[])[0:cardinality(conkey) - 1]) AS number))"
        .to_owned()
}

fn ids_without_a_foreign_key() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE type = 'uuid' AND column_name LIKE '%\\_id' AND NOT EXISTS \
         (SELECT FROM pg_constraint WHERE conrelid = table_id AND contype = 'f' AND attnum = ANY (conkey))"
    )
}

/// NO ACTION is what one gets for saying nothing.
fn foreign_keys_that_say_nothing() -> String {
    "SELECT conrelid::regclass || ': ' || conname AS name FROM pg_constraint \
         WHERE contype = 'f' AND confdeltype = 'a'"
        .to_owned()
}

fn records_that_a_deletion_reaches() -> String {
    "WITH RECURSIVE cascades (name) AS ( \
             VALUES ('users'), ('products'), ('product_variants'), ('carts'), ('categories') \
             UNION SELECT conrelid::regclass::text FROM pg_constraint JOIN cascades ON \
                 confrelid::regclass::text = cascades.name AND contype = 'f' AND confdeltype = 'c') \
         SELECT name FROM cascades WHERE name IN ('orders', 'order_lines', 'payments', 'checkouts', \
             'stock_holds', 'stock_levels', 'stock_movements', 'audit_events')"
        .to_owned()
}

fn money_of_another_shape() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE column_name LIKE '%\\_minor' AND (type <> 'bigint' OR NOT EXISTS \
             (SELECT FROM pg_attribute AS currency JOIN pg_constraint ON conrelid = attrelid \
              WHERE attrelid = table_id AND attname = 'currency' AND attnotnull AND contype = 'c' \
              AND currency.attnum = ANY (conkey)))"
    )
}

fn money_without_a_check() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE column_name LIKE '%\\_minor' AND NOT EXISTS \
         (SELECT FROM pg_constraint WHERE conrelid = table_id AND contype = 'c' AND attnum = ANY (conkey))"
    )
}

fn floating_point() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE type IN ('real', 'double precision', 'money')"
    )
}

fn times_without_a_zone() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE type LIKE 'timestamp%' AND type <> 'timestamp with time zone' \
         OR column_name LIKE '%\\_at' AND type <> 'timestamp with time zone'"
    )
}

fn statuses_without_a_list() -> String {
    format!(
        "SELECT table_name || '.' || column_name AS name FROM {COLUMNS} \
         WHERE (column_name = 'status' OR column_name LIKE '%\\_status') AND NOT EXISTS \
         (SELECT FROM pg_constraint WHERE conrelid = table_id AND contype = 'c' AND conkey = ARRAY[attnum])"
    )
}

#[tokio::test]
async fn the_migrated_database_has_tables_to_look_at() {
    let database = TestDatabase::new().await.unwrap();
    let mut connection = database.connect().await.unwrap();
    let tables = names(&mut connection, &format!("SELECT DISTINCT table_name AS name FROM {COLUMNS}")).await;
    for table in ["users", "products", "orders", "payments", "audit_events"] {
        assert!(tables.iter().any(|name| name == table), "{table} is missing in {tables:?}");
    }
}

#[tokio::test]
async fn every_table_has_a_primary_key() {
    assert_eq!(breaches(&tables_without_a_primary_key(), &[]).await, none());
}

#[tokio::test]
async fn every_foreign_key_is_the_start_of_an_index() {
    assert_eq!(breaches(&foreign_keys_without_an_index(), &[]).await, none());
}

#[tokio::test]
async fn every_uuid_column_named_id_of_something_has_a_foreign_key() {
    let allowed = [
        ("audit_events.actor_user_id", "what happened stays after the account has gone"),
        ("catalog_imports.actor_user_id", "what happened stays after the account has gone, for ninety days"),
        ("carts.visitor_id", "names a guest's browser, of which there is no table"),
        ("checkouts.visitor_id", "names a guest's browser, of which there is no table"),
    ];
    assert_eq!(breaches(&ids_without_a_foreign_key(), &allowed).await, none());
}

#[tokio::test]
async fn every_foreign_key_says_what_happens_on_delete() {
    assert_eq!(breaches(&foreign_keys_that_say_nothing(), &[]).await, none());
}

#[tokio::test]
async fn deleting_an_account_or_a_product_deletes_no_order_and_no_ledger() {
    assert_eq!(breaches(&records_that_a_deletion_reaches(), &[]).await, none());
}

#[tokio::test]
async fn money_is_bigint_minor_units_beside_a_checked_currency() {
    assert_eq!(breaches(&money_of_another_shape(), &[]).await, none());
}

#[tokio::test]
async fn every_amount_of_money_has_a_check() {
    assert_eq!(breaches(&money_without_a_check(), &[]).await, none());
}

#[tokio::test]
async fn no_column_holds_money_or_anything_else_in_floating_point() {
    assert_eq!(breaches(&floating_point(), &[]).await, none());
}

#[tokio::test]
async fn every_point_in_time_has_a_time_zone() {
    assert_eq!(breaches(&times_without_a_zone(), &[]).await, none());
}

#[tokio::test]
async fn every_status_is_limited_to_known_words() {
    assert_eq!(breaches(&statuses_without_a_list(), &[]).await, none());
}

/// A table that breaks every convention.
const BREACH: &str = "CREATE TABLE breach (user_id uuid REFERENCES users (id), stray_id uuid, \
     price_minor integer, currency char(3), at timestamp, seen_at date, ratio real, status text); \
     CREATE INDEX ON breach (user_id) WHERE status = 'open'; \
     ALTER TABLE orders ADD COLUMN owner_id uuid REFERENCES users (id) ON DELETE CASCADE";

#[tokio::test]
async fn every_breach_would_be_found() {
    let database = TestDatabase::new().await.unwrap();
    let mut connection = database.connect().await.unwrap();
    connection.batch_execute(BREACH).await.unwrap();
    for (sql, expected) in [
        (tables_without_a_primary_key(), ["breach"].as_slice()),
        (foreign_keys_without_an_index(), &["breach: breach_user_id_fkey", "orders: orders_owner_id_fkey"]),
        (ids_without_a_foreign_key(), &["breach.stray_id"]),
        (foreign_keys_that_say_nothing(), &["breach: breach_user_id_fkey"]),
        (records_that_a_deletion_reaches(), &["orders"]),
        (money_of_another_shape(), &["breach.price_minor"]),
        (money_without_a_check(), &["breach.price_minor"]),
        (floating_point(), &["breach.ratio"]),
        (times_without_a_zone(), &["breach.at", "breach.seen_at"]),
        (statuses_without_a_list(), &["breach.status"]),
    ] {
        let found = names(&mut connection, &sql).await;
        assert!(expected.iter().all(|name| found.iter().any(|found| found == name)), "{found:?} by {sql}");
    }
}
