//! Proofs about the dependencies, which no compiler gives.

mod bans;
mod direction;
mod purity;

use crate::compiler::WasmCompiler;
use crate::console::Steps;
use crate::process;
use crate::workspace::Workspace;

/// Runs all proofs; the first broken one ends it with a sentence.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let mut steps = Steps::of("guard");
    direction::check(workspace)?;
    steps.done("direction");
    bans::check(workspace)?;
    steps.done("bans");
    purity::check(workspace)?;
    steps.done("purity");
    let compiler = WasmCompiler::choose()?;
    let mut cargo = compiler.cargo(workspace, "check");
    cargo.args(["--quiet", "--locked", "--profile", "wasm-dev"]);
    for package in purity::PURE {
        cargo.args(["--package", package]);
    }
    process::run(&mut cargo)?;
    steps.done("wasm32");
    Ok(())
}

/// The names of all crates that `cargo tree` finds with these arguments.
fn tree(workspace: &Workspace, arguments: &[&str]) -> anyhow::Result<Vec<String>> {
    let mut cargo = process::cargo();
    cargo
        .current_dir(workspace.root())
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}"])
        .args(arguments);
    let printed = process::output(&mut cargo)?;
    Ok(printed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}
