//! Every table that refers to accounts says what becomes of its rows when one is erased.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::collections::BTreeSet;

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use securecart_db::privacy::erase::{EMPTIED, KEPT};
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
}

async fn found(database: &TestDatabase, sql: &str) -> BTreeSet<String> {
    let rows: Vec<Found> = sql_query(sql).load(&mut database.connect().await.unwrap()).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

const REFERENCES: &str = "SELECT conrelid::regclass || '.' || attname AS name FROM pg_constraint \
    JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) \
    WHERE contype = 'f' AND confrelid = 'users'::regclass";

/// Columns whose rows are refused for erased accounts.
const GUARDED: &str = "SELECT tgrelid::regclass || '.' || rtrim(convert_from(tgargs, 'UTF8'), chr(92) || '0') AS name \
    FROM (SELECT tgrelid, decode(replace(encode(tgargs, 'hex'), '00', ''), 'hex') AS tgargs FROM pg_trigger \
          WHERE tgfoid = 'refuse_for_erased_account'::regproc) AS triggers";

fn emptied() -> BTreeSet<String> {
    EMPTIED.iter().map(|(table, column)| format!("{table}.{column}")).collect()
}

fn kept() -> BTreeSet<String> {
    KEPT.iter().map(|(table, column, _)| format!("{table}.{column}")).collect()
}

#[tokio::test]
async fn what_refers_to_accounts_goes_with_them_or_says_why_not() {
    let database = TestDatabase::new().await.unwrap();
    let (real, said) = (found(&database, REFERENCES).await, &emptied() | &kept());
    let missing: Vec<_> = real.difference(&said).collect();
    let gone: Vec<_> = said.difference(&real).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "db/src/privacy/erase.rs: say of {missing:?} whether its rows go with their account; {gone:?} is not there"
    );
    assert!(emptied().is_disjoint(&kept()));
    assert!(KEPT.iter().all(|(_, _, reason)| !reason.is_empty()));
}

#[tokio::test]
async fn nothing_of_an_account_comes_after_its_end() {
    let database = TestDatabase::new().await.unwrap();
    let guarded = found(&database, GUARDED).await;
    let bought = ["checkouts.customer_id", "orders.customer_id"].map(str::to_owned).into();
    let needed = &emptied() | &bought;
    let open: Vec<_> = needed.difference(&guarded).collect();
    assert!(open.is_empty(), "{open:?} needs a trigger of refuse_for_erased_account, as in migration 30");
}
