//! Rules over several tables that no constraint can state, as queries that find what breaks them.
//!
//! They hold at every instant, also while requests run and after every failure; for tests, and for an operator who
//! wants to know whether the books are right.

use diesel::{QueryableByName, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use crate::{Conn, DbError};

mod money;
mod stock;
mod trail;

/// How long one rule may take, and back to the limit of the connection.
const PATIENT: &str = "SET statement_timeout = '10min'";
const AS_BEFORE: &str = "RESET statement_timeout";

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule in words.
    pub rule: &'static str,
    /// The key of the row that breaks it.
    pub key: String,
}

/// A rule in words, and a query that gives the keys of the rows that break it.
type Rule = (&'static str, &'static str);

/// All rules. A further one is one more entry, and a row of the test that breaks each by hand
/// (`api/tests/api/invariants.rs`).
fn all() -> impl Iterator<Item = &'static Rule> {
    stock::STOCK.iter().chain(money::MONEY).chain(trail::TRAIL)
}

/// The rules in words, in the order in which they are looked at.
pub fn rules() -> impl Iterator<Item = &'static str> {
    all().map(|(rule, _)| *rule)
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    key: String,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Everything that breaks a rule; nothing in a shop whose books are right.
    pub violations: Vec<Violation>,
    /// Rules that could not be looked at, and why. The others were.
    pub unchecked: Vec<(&'static str, DbError)>,
}

/// Looks at every rule, also behind one that can not be looked at. Large books take longer than any request may.
pub async fn find_violations(conn: &mut Conn) -> Result<Findings, DbError> {
    conn.batch_execute(PATIENT).await?;
    let mut findings = Findings::default();
    for (rule, query) in all() {
        let rows: Result<Vec<KeyRow>, _> = diesel::sql_query(*query).load(conn).await;
        match rows.map_err(DbError::from) {
            Ok(rows) => {
                findings.violations.extend(rows.into_iter().map(|row| Violation { rule, key: row.key }));
            }
            Err(error) => findings.unchecked.push((rule, error)),
        }
    }
    conn.batch_execute(AS_BEFORE).await?;
    Ok(findings)
}
