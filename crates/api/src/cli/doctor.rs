//! `securecart doctor`

use securecart_db::{
    Db, DbError,
    invariants::{Findings, Violation, find_violations},
    migrate::{self, MigrationStatus},
    rights::may_change_audit_log,
};

use super::{database, print};
use crate::{config::Config, media::PictureStore, spa};

/// Rows of a broken rule that are named.
const NAMED: usize = 5;

/// Checks what a start would need, and prints a line for each; fails if one of them is wrong.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let mut wrong = 0_u32;
    let mut tell = |good: bool, what: &str| {
        wrong += u32::from(!good);
        print(&format!("{} {what}\n", if good { "ok   " } else { "WRONG" }))
    };
    tell(true, "the settings can be used")?;
    tell(spa::is_built(), "the app is inside the binary")?;
    tell(can_write(&config), &format!("the data folder {} can be written", config.data_dir.display()))?;
    let (good, place) = judge_pictures(&config).await;
    tell(good, &place)?;
    let database = database::open(&config).await?;
    tell(database.db.ping().await.is_ok(), "the database answers")?;
    let status = migrate::status(&database.settings).await?;
    tell(status.pending.is_empty(), "no migration is pending")?;
    tell(status.unknown.is_empty(), "the database is not newer than this program")?;
    if is_known(&status) {
        let may = may_change_audit_log(&mut *database.db.connection().await?).await?;
        tell(!may, judge_role(may))?;
        for (good, what) in judge_books(&findings(&database.db).await?) {
            tell(good, &what)?;
        }
    }
    database.close().await?;
    anyhow::ensure!(wrong == 0, "{wrong} checks failed");
    Ok(())
}

/// Whether pictures can be kept where the settings say.
async fn judge_pictures(config: &Config) -> (bool, String) {
    let place = match &config.bucket {
        Some(bucket) => format!("pictures can be kept in the bucket {bucket}"),
        None => "pictures can be kept in the data folder".to_owned(),
    };
    let checked = match PictureStore::of(config) {
        Ok(store) => store.check().await.map_err(|error| error.to_string()),
        Err(error) => Err(format!("{error:#}")),
    };
    match checked {
        Ok(()) => (true, place),
        Err(error) => (false, format!("{place}: {error}")),
    }
}

/// The books of another version can not be judged: its rules and columns may be others.
fn is_known(status: &MigrationStatus) -> bool {
    status.pending.is_empty() && status.unknown.is_empty()
}

async fn findings(db: &Db) -> anyhow::Result<Findings> {
    let mut conn = db.connection().await?;
    Ok(find_violations(&mut conn).await?)
}

/// What the shop's role can do to the audit log.
const fn judge_role(may_change: bool) -> &'static str {
    if may_change {
        "the shop's role in the database can change the audit log: let the tables belong to another one, \
         and name it in DATABASE_OWNER_URL"
    } else {
        "the shop's role in the database can not change the audit log"
    }
}

/// One line for all rules that hold; for each broken one its name, and the first rows that break it.
fn judge_books(findings: &Findings) -> Vec<(bool, String)> {
    let lines = broken_rules(&findings.violations).into_iter().chain(unchecked_rules(&findings.unchecked));
    let wrong: Vec<_> = lines.map(|line| (false, line)).collect();
    if wrong.is_empty() {
        return vec![(true, "stock, orders and payments agree with each other".to_owned())];
    }
    wrong
}

/// A line for each rule that could not be looked at.
pub(super) fn unchecked_rules(unchecked: &[(&'static str, DbError)]) -> Vec<String> {
    unchecked.iter().map(|(rule, error)| format!("not looked at: {rule}: {error}")).collect()
}

/// A line for each broken rule.
pub(super) fn broken_rules(violations: &[Violation]) -> Vec<String> {
    violations.chunk_by(|one, next| one.rule == next.rule).map(broken_rule).collect()
}

fn broken_rule(broken: &[Violation]) -> String {
    let rule = broken.first().map_or("", |first| first.rule);
    let keys: Vec<&str> = broken.iter().take(NAMED).map(|violation| violation.key.as_str()).collect();
    let more = match broken.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("broken: {rule}: {}{more}", keys.join(", "))
}

fn can_write(config: &Config) -> bool {
    let probe = config.data_dir.join(".doctor");
    let written = std::fs::create_dir_all(&config.data_dir).and_then(|()| std::fs::write(&probe, b""));
    written.and_then(|()| std::fs::remove_file(&probe)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_rule_is_one_line_with_the_first_rows() {
        let violation = |rule, key: u32| Violation { rule, key: key.to_string() };
        let mut found: Vec<Violation> = (1..=7).map(|key| violation("the sums are right", key)).collect();
        found.push(violation("nothing is lost", 8));
        let unchecked = vec![("nothing is forgotten", DbError::NotFound)];
        assert_eq!(
            judge_books(&Findings { violations: found, unchecked }),
            [
                (false, "broken: the sums are right: 1, 2, 3, 4, 5 and 2 more".to_owned()),
                (false, "broken: nothing is lost: 8".to_owned()),
                (false, "not looked at: nothing is forgotten: no such row".to_owned()),
            ]
        );
    }
}
