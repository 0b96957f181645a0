//! `schema.rs` says what the migrated database has.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::collections::BTreeSet;

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::RunQueryDsl;
use securecart_test_support::TestDatabase;

const SCHEMA: &str = include_str!("../src/schema.rs");

/// Columns that are left out on purpose: Diesel has no type for the first, and nothing but triggers may write the words of
/// variants that go into it; nothing may use the next ones, which held whole files, or what was readable before personal
/// data was sealed; and the last would be the 33rd of its table, for which Diesel would have to be built with twice the code.
const LEFT_OUT: &[&str] = &[
    "products.search -> tsvector",
    "products.variant_words -> Text",
    "catalog_imports.file -> Nullable<Bytea>",
    "users.email -> Nullable<Text>",
    "users.email_key -> Nullable<Text>",
    "users.full_name -> Nullable<Text>",
    "orders.email -> Nullable<Text>",
    "orders.completed_at -> Nullable<Timestamptz>",
];

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Lines such as `products.category_id -> Nullable<Uuid>`, in the words of Diesel.
fn written() -> BTreeSet<String> {
    let mut table = String::new();
    let mut lines = BTreeSet::new();
    for line in SCHEMA.lines().map(str::trim) {
        if let Some((name, _key)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            name.clone_into(&mut table);
        } else if line.contains(" -> ") && line.ends_with(',') {
            lines.insert(format!("{table}.{}", line.trim_end_matches(',')));
        }
    }
    lines
}

async fn real() -> BTreeSet<String> {
    let database = TestDatabase::new().await.unwrap();
    let mut connection = database.connect().await.unwrap();
    let query = sql_query(
        "SELECT table_name || '.' || column_name || ' -> ' || \
         CASE is_nullable WHEN 'YES' THEN 'Nullable<' || type || '>' ELSE type END AS line \
         FROM information_schema.columns, LATERAL (SELECT CASE udt_name \
             WHEN '_text' THEN 'Array<Text>' WHEN '_int4' THEN 'Array<Int4>' WHEN 'tsvector' THEN 'tsvector' \
             ELSE initcap(udt_name) END AS type) AS types \
         WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'",
    );
    let rows: Vec<Column> = query.load(&mut connection).await.unwrap();
    rows.into_iter().map(|row| row.line).collect()
}

#[tokio::test]
async fn the_schema_file_matches_the_migrations() {
    let (written, mut real) = (written(), real().await);
    for column in LEFT_OUT {
        assert!(real.remove(*column), "{column} is not there any more");
    }
    let missing: Vec<_> = real.difference(&written).collect();
    let gone: Vec<_> = written.difference(&real).collect();
    assert!(missing.is_empty() && gone.is_empty(), "schema.rs lacks {missing:?} and invents {gone:?}");
}
