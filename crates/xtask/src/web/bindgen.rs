//! Writes the JavaScript between browser and app.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::{Mode, STEM, split};

/// Writes `app.js` and `app_bg.wasm` into `stage`; returns the latter's path.
pub(super) fn run(stage: &Path, mode: Mode) -> anyhow::Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(split::main_module(stage))
        .out_name(STEM)
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?
        .typescript(false)
        .debug(mode == Mode::Dev)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        // Chunks find the main module's functions by the linker's own, unchanged names.
        .keep_lld_exports(true)
        .demangle(false)
        .omit_default_module_path(true);
    bindgen.generate(stage).map_err(|error| anyhow!("{error:#}")).context("wasm-bindgen failed")?;
    let snippets = stage.join("snippets");
    ensure!(
        !snippets.exists(),
        "a crate brings JavaScript of its own, which this build does not hash: see {}",
        snippets.display()
    );
    Ok(stage.join(format!("{STEM}_bg.wasm")))
}
