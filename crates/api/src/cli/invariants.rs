//! `securecart invariants`

use std::process::ExitCode;

use anyhow::Context as _;
use securecart_db::{
    audit,
    invariants::{find_violations, rules},
};

use super::{
    complain, database,
    doctor::{broken_rules, unchecked_rules},
    print,
};
use crate::config::Config;

/// The exit status of books that are wrong: the check itself did not fail, which would be 1.
const BROKEN: u8 = 3;

/// Holds every rule against the database, the chain of the audit log too, and changes nothing.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let database = database::open(&config).await?;
    let mut conn = database.db.connection().await?;
    let findings = find_violations(&mut conn).await;
    drop(conn);
    let verdict = audit::verify(&database.db, None).await;
    database.close().await?;
    let findings = findings.context("the books can not be checked; `securecart doctor` says why")?;
    let verdict = verdict.context("the audit log can not be checked; `securecart doctor` says why")?;
    let mut broken = broken_rules(&findings.violations);
    broken.extend(verdict.broken.map(|entry| format!("broken: the audit log is as it was written: {entry}")));
    for line in &broken {
        complain(line);
    }
    let unchecked = unchecked_rules(&findings.unchecked);
    for line in &unchecked {
        complain(line);
    }
    if !broken.is_empty() {
        return Ok(ExitCode::from(BROKEN));
    }
    anyhow::ensure!(unchecked.is_empty(), "{} rules could not be looked at", unchecked.len());
    print(&format!("{} rules hold, and the audit log is as it was written\n", rules().count()))?;
    Ok(ExitCode::SUCCESS)
}
