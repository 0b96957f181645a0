//! Takes the lazy routes out of the app, so that a shopper does not load the pages of the staff.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use wasm_split_cli_support::{Options, transform};

use super::STEM;

/// What the split calls its loader; the app imports it under this name.
pub(super) const LOADER: &str = "__wasm_split.js";

/// Writes the main module, the loader and one file per chunk into `stage`; returns the chunks.
pub(super) fn run(compiled: &[u8], stage: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let main = main_module(stage);
    let loader = format!("./{LOADER}");
    let app = format!("./{STEM}.js");
    let mut options = Options::new(compiled);
    options.output_dir = stage;
    options.main_out_path = &main;
    options.link_name = &loader;
    options.main_module = &app;
    let split = transform(options).map_err(|error| anyhow!("cannot split the app: {error:#}"))?;
    let mut chunks = split.split_modules;
    chunks.sort();
    Ok(chunks)
}

/// Where the main module lies between split and wasm-bindgen.
pub(super) fn main_module(stage: &Path) -> PathBuf {
    stage.join("main.wasm")
}
