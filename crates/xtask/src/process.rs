//! Other programs: run one, or take what it prints.

use std::process::Command;

use anyhow::{Context, ensure};

/// Runs a program to its end and fails, naming it, when it fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(status.success(), "`{}` ended with {status}", line(command));
    Ok(())
}

/// Runs a program and returns what it wrote to standard output, without the last line break.
/// What it complained about is shown only when it fails.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(
        output.status.success(),
        "`{}` ended with {}: {}",
        line(command),
        output.status,
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let text =
        String::from_utf8(output.stdout).with_context(|| format!("{} did not print text", line(command)))?;
    Ok(text.trim_end().to_owned())
}

/// The command as a person would type it; the environment is left out.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The cargo of the pinned toolchain: the one that runs this xtask.
///
/// It is not told of this package, as a program under `cargo run` is: the build script of `ring` asks for that, and ring
/// and all that stands on it would be built anew each time that somebody else calls cargo in between.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(tells_of_a_package) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Whether cargo says by this variable which package it runs.
fn tells_of_a_package(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| variable.starts_with(start))
}
