//! Checks of the tree that neither compiler nor clippy makes.

mod architecture;
mod frontend;
mod shape;
mod source;

use anyhow::ensure;

use crate::console::say;
use crate::workspace::Workspace;

use self::source::Source;

/// Something that is not as it should be, as a person reads it.
struct Fault {
    path: String,
    /// Counted from one; absent when the whole file is meant.
    line: Option<usize>,
    what: String,
}

impl Fault {
    fn of_file(source: &Source, what: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line: None, what: what.into() }
    }

    fn at(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line: Some(line), what: what.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.path, self.what),
            None => write!(formatter, "{}: {}", self.path, self.what),
        }
    }
}

/// One rule: what it finds in one file.
type Rule = fn(&Source) -> Vec<Fault>;

const RULES: [Rule; 9] = [
    shape::length,
    shape::name,
    shape::open_tasks,
    shape::places,
    architecture::services_know_no_http,
    architecture::diesel_stays_in_the_database_crate,
    architecture::manifests_keep_diesel_in,
    frontend::colours_are_tokens,
    frontend::policy_is_kept,
];

/// Applies every rule to every file that git knows or would add, and tells all faults at once.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let sources = source::all(workspace)?;
    let faults: Vec<Fault> =
        sources.iter().flat_map(|source| RULES.iter().flat_map(move |rule| rule(source))).collect();
    for fault in &faults {
        say(fault);
    }
    ensure!(faults.is_empty(), "tidy: {} faults", faults.len());
    say(format_args!("tidy: {} files are in order", sources.len()));
    Ok(())
}
