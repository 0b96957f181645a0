//! openapi/securecart.json: the server describes itself, and the description is committed.

use std::{fs, process::Command};

use anyhow::{Context, ensure};

use crate::console::say;
use crate::process;
use crate::workspace::Workspace;

const FILE: &str = "openapi/securecart.json";

/// Writes the file, or with `check` fails when the committed one differs from what the server says.
pub(crate) fn run(workspace: &Workspace, check: bool) -> anyhow::Result<()> {
    // With the features that all of the workspace is built with otherwise, so that nothing is built twice.
    let mut build = process::cargo();
    build.current_dir(workspace.root()).args(["build", "--quiet", "--workspace", "--bins"]);
    process::run(&mut build).context("the server does not compile")?;
    let mut server = Command::new(workspace.target().join("debug/securecart"));
    server.current_dir(workspace.root()).arg("openapi");
    let said = process::output(&mut server).context("the server does not describe its API")? + "\n";
    let file = workspace.path(FILE);
    if check {
        let committed = fs::read_to_string(&file).with_context(|| format!("cannot read {FILE}"))?;
        ensure!(
            committed == said,
            "{FILE} is not what the server says: run `just openapi` and commit the result"
        );
        say(format_args!("openapi: {FILE} is what the server says"));
        return Ok(());
    }
    fs::write(&file, said).with_context(|| format!("cannot write {FILE}"))?;
    say(format_args!("openapi: wrote {FILE}"));
    Ok(())
}
