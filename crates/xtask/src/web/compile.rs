//! From Rust to one WebAssembly file.

use std::fs;

use anyhow::Context;

use crate::compiler::WasmCompiler;
use crate::process;
use crate::workspace::Workspace;

use super::Mode;

/// The split moves functions between files, for which the linker must leave its notes in.
const LINKER_NOTES: &str = "-Clink-args=--emit-relocs";

/// Compiles the frontend and returns the linked file.
pub(super) fn run(workspace: &Workspace, compiler: &WasmCompiler, mode: Mode) -> anyhow::Result<Vec<u8>> {
    let mut cargo = compiler.cargo(workspace, "build");
    cargo
        .args(["--package", "securecart-web", "--lib", "--locked", "--profile", mode.profile()])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", LINKER_NOTES);
    process::run(&mut cargo).context("the browser app does not compile")?;
    let file = workspace
        .wasm_target()
        .join("wasm32-unknown-unknown")
        .join(mode.profile())
        .join("securecart_web.wasm");
    fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}
