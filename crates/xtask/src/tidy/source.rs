//! The files that tidy reads.

use std::fs;
use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// Written by a program, so nobody reads or shortens them.
const GENERATED: [&str; 4] =
    ["Cargo.lock", "package-lock.json", "openapi/securecart.json", "crates/db/src/schema.rs"];

/// A text file of the project.
pub(super) struct Source {
    /// From the root of the checkout, with slashes.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What follows the last dot of the name; nothing where there is no dot.
    pub(super) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub(super) fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    pub(super) fn is_generated(&self) -> bool {
        GENERATED.iter().any(|generated| self.path.ends_with(generated))
    }

    /// The lines with their numbers, counted from one.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// As `lines`, without the comments at their ends.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
    }
}

/// Every text file that is committed or would be.
pub(super) fn all(workspace: &Workspace) -> anyhow::Result<Vec<Source>> {
    let mut git = Command::new("git");
    git.current_dir(workspace.root()).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let paths = process::output(&mut git)?;
    // What is not text, or was deleted and not yet committed, has nothing to check.
    let read = |path: &str| {
        Some(Source { path: path.to_owned(), text: fs::read_to_string(workspace.path(path)).ok()? })
    };
    Ok(paths.lines().filter_map(read).collect())
}

#[cfg(test)]
pub(super) fn example(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}
