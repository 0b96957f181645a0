//! What an xtask tells the person who called it.

use std::fmt::Display;
use std::io::Write;
use std::time::Instant;

/// Writes one line to standard output. A closed pipe is no reason to fail a build.
pub(crate) fn say(line: impl Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// Writes one line to standard error.
pub(crate) fn complain(line: impl Display) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}

/// Tells each step of a build with the time it took.
pub(crate) struct Steps {
    task: &'static str,
    began: Instant,
}

impl Steps {
    pub(crate) fn of(task: &'static str) -> Self {
        Self { task, began: Instant::now() }
    }

    /// Says that the step which ran since the last call is done.
    pub(crate) fn done(&mut self, step: &str) {
        say(format_args!("{}: {step:<12} {:>8.1?}", self.task, self.began.elapsed()));
        self.began = Instant::now();
    }
}
