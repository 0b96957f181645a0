//! Server and browser price carts alike: the same ten thousand carts, natively and as WebAssembly.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::compiler::WasmCompiler;
use crate::console::Steps;
use crate::process;
use crate::workspace::Workspace;

const PROGRAM: [&str; 4] = ["--package", "securecart-domain", "--bin", "price_carts"];

/// Runs the module's `main`; a trap is a failure.
const RUN: &str = "WebAssembly.instantiate(require('fs').readFileSync(process.argv[1]))\
    .then(({ instance }) => instance.exports.main(0, 0))\
    .catch(() => process.exit(1));";

/// Prices the carts natively, then in WebAssembly, which has to come to the same. Before that it is asked to come to
/// something else and has to refuse: a check that can not fail would prove nothing.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let mut steps = Steps::of("parity");
    let mut native = process::cargo();
    native.current_dir(workspace.root()).args(["run", "--quiet", "--locked"]).args(PROGRAM);
    let digest = process::output(&mut native)?;
    steps.done("native");
    let compiler = WasmCompiler::choose()?;
    ensure!(
        !agrees(workspace, &compiler, "0000000000000000")?,
        "the comparison in WebAssembly compares nothing"
    );
    ensure!(agrees(workspace, &compiler, &digest)?, "WebAssembly prices carts differently than the server");
    steps.done("wasm32");
    Ok(())
}

fn agrees(workspace: &Workspace, compiler: &WasmCompiler, digest: &str) -> anyhow::Result<bool> {
    let mut cargo = compiler.cargo(workspace, "build");
    cargo.args(["--quiet", "--locked", "--profile", "wasm-dev"]).args(PROGRAM);
    process::run(cargo.env("SECURECART_DIGEST", digest))?;
    let module = Path::new("wasm32-unknown-unknown/wasm-dev/price_carts.wasm");
    let module = workspace.wasm_target().join(module);
    let ended = Command::new("node").arg("-e").arg(RUN).arg(module).status();
    Ok(ended.context("cannot start node, which runs WebAssembly")?.success())
}
