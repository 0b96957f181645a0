//! `docs/DATA.md` says of every column what kind of data it holds.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::collections::{BTreeMap, BTreeSet};

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use securecart_test_support::TestDatabase;

const MAP: &str = include_str!("../../../docs/DATA.md");

/// The three cells of a row of a table.
fn cells(line: &str) -> Option<[&str; 3]> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    inner.split('|').map(str::trim).collect::<Vec<_>>().try_into().ok()
}

/// What stands between backticks.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The classes that the first table explains.
fn classes() -> BTreeSet<&'static str> {
    let explained = MAP.split("## Every column").next().unwrap();
    let rows = explained.lines().filter_map(cells).skip(2);
    rows.map(|[class, ..]| class).collect()
}

/// Every column of the second table with its class.
fn written() -> BTreeMap<String, &'static str> {
    let mut columns = BTreeMap::new();
    for [table, class, listed] in
        MAP.split("## Every column").nth(1).unwrap().lines().filter_map(cells).skip(2)
    {
        let table = names(table).next().unwrap();
        for column in names(listed) {
            let twice = columns.insert(format!("{table}.{column}"), class);
            assert!(twice.is_none(), "{table}.{column} stands twice in docs/DATA.md");
        }
    }
    columns
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    data_type: String,
}

async fn real() -> Vec<Column> {
    let database = TestDatabase::new().await.unwrap();
    let query = sql_query(
        "SELECT table_name || '.' || column_name AS name, data_type::text FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'",
    );
    query.load(&mut database.connect().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn every_column_has_a_class_of_data() {
    let (written, real) = (written(), real().await);
    let there: BTreeSet<&str> = real.iter().map(|column| column.name.as_str()).collect();
    let missing: Vec<_> = there.iter().filter(|name| !written.contains_key(**name)).collect();
    let gone: Vec<_> = written.keys().filter(|name| !there.contains(name.as_str())).collect();
    assert!(missing.is_empty() && gone.is_empty(), "docs/DATA.md lacks {missing:?} and invents {gone:?}");
    let classes = classes();
    let unknown: Vec<_> = written.iter().filter(|(_, class)| !classes.contains(*class)).collect();
    assert!(unknown.is_empty(), "docs/DATA.md explains no such class: {unknown:?}");
}

#[tokio::test]
async fn what_is_sealed_is_no_text_and_what_is_called_sealed_is() {
    let written = written();
    for column in real().await {
        let class = written.get(&column.name).copied().unwrap_or_default();
        if column.name.ends_with("_sealed") || column.name.contains(".sealed") {
            assert!(class == "sealed" || class == "secret", "{} is called sealed, not {class}", column.name);
        }
        // The outbox is JSON around an envelope.
        if class == "sealed" && column.name != "outbox.payload" {
            assert_eq!(column.data_type, "bytea", "{} is sealed", column.name);
        }
    }
}

#[tokio::test]
async fn every_table_says_how_long_its_rows_are_kept() {
    let kept = MAP.split("## How long").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut listed = BTreeSet::new();
    for row in kept.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        for table in names(cells.iter().next().unwrap()) {
            assert!(listed.insert(table.to_owned()), "{table} stands twice");
        }
    }
    let there: BTreeSet<String> =
        real().await.iter().filter_map(|column| Some(column.name.split_once('.')?.0.to_owned())).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "docs/DATA.md lacks {missing:?} and invents {gone:?}");
}
