//! Makes the WebAssembly files smaller with Binaryen's optimiser from npm.
//!
//! Debian's own Binaryen is too old: what it writes does not start in a browser.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{anyhow, ensure};

use crate::process;
use crate::workspace::Workspace;

const OPTIONS: [&str; 9] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

/// Rewrites all modules in place, side by side.
pub(super) fn run(workspace: &Workspace, modules: &[PathBuf]) -> anyhow::Result<()> {
    let program = workspace.frontend().join("node_modules/.bin/wasm-opt");
    ensure!(program.exists(), "wasm-opt is missing: run `npm ci` in frontend");
    thread::scope(|scope| {
        let running: Vec<_> =
            modules.iter().map(|module| scope.spawn(|| optimize(&program, module))).collect();
        for handle in running {
            handle.join().map_err(|_| anyhow!("an optimiser thread panicked"))??;
        }
        Ok(())
    })
}

fn optimize(program: &Path, module: &Path) -> anyhow::Result<()> {
    process::output(Command::new(program).args(OPTIONS).arg(module).arg("-o").arg(module))?;
    Ok(())
}
