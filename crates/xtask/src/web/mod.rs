//! Builds the browser app: cargo, split, wasm-bindgen, wasm-opt, styles, hashed names, page, compression.
//!
//! The result is a folder of static files. Everything under `assets/` carries a hash of its content in
//! its name, so that it may be cached for ever; only `index.html` keeps its name.

mod assets;
mod bindgen;
mod compile;
mod compress;
mod fonts;
mod inputs;
mod optimize;
mod page;
mod scripts;
mod split;
mod static_files;
mod styles;

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::compiler::WasmCompiler;
use crate::console::{Steps, say};
use crate::size;
use crate::workspace::Workspace;

use self::assets::Assets;

/// The name of the app's files: `app.js`, `app_bg.wasm`, `app.css`.
const STEM: &str = "app";

/// How much the build does to make the app small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build; reloads itself in the browser.
    Dev,
    /// As it is delivered.
    Release,
}

impl Mode {
    /// The cargo profile in the workspace's manifest.
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// Builds the app into `out`, or says that it is up to date.
pub(crate) fn build(workspace: &Workspace, mode: Mode, out: &Path) -> anyhow::Result<()> {
    let out = workspace.path(out);
    let compiler = WasmCompiler::choose()?;
    let fingerprint = inputs::fingerprint(workspace, mode, &compiler.version()?)?;
    if inputs::are_those_of(&out, &fingerprint) {
        say(format_args!("web: nothing changed, {} is up to date", out.display()));
        return Ok(());
    }
    let mut steps = Steps::of("web");
    let stage = workspace.wasm_target().join("stage");
    empty(&stage)?;

    let module = compile::run(workspace, &compiler, mode)?;
    steps.done("cargo");
    let chunks = split::run(&module, &stage)?;
    steps.done("split");
    let main = bindgen::run(&stage, mode)?;
    steps.done("wasm-bindgen");
    let modules: Vec<_> = std::iter::once(main).chain(chunks).collect();
    if mode == Mode::Release {
        optimize::run(workspace, &modules)?;
        steps.done("wasm-opt");
    }
    let css = styles::run(workspace, &stage)?;
    steps.done("styles");

    let fresh = workspace.wasm_target().join("dist");
    empty(&fresh)?;
    let mut assets = Assets::in_folder(&fresh)?;
    for module in &modules {
        assets.add_file(module)?;
    }
    scripts::add(workspace, mode, &stage, &mut assets)?;
    fonts::add(workspace, &fresh, &mut assets)?;
    static_files::add(workspace, &mut assets)?;
    assets.add(&format!("{STEM}.css"), assets.rename_in_css(&css)?.as_bytes())?;
    page::write(workspace, &fresh, &assets)?;
    steps.done("hash, page");
    if mode == Mode::Release {
        compress::run(&fresh)?;
        steps.done("compress");
    }
    inputs::record(&fresh, &fingerprint)?;
    replace(&fresh, &out)?;
    size::report_app(&out)
}

/// Makes the folder exist and hold nothing.
fn empty(folder: &Path) -> anyhow::Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Puts the finished folder in place of the old one, so that nobody sees it half written.
fn replace(fresh: &Path, out: &Path) -> anyhow::Result<()> {
    let parent = out.parent().context("the output folder lies in another")?;
    fs::create_dir_all(parent)?;
    let beside = out.with_extension("new");
    remove(&beside)?;
    copy(fresh, &beside)?;
    remove(out)?;
    fs::rename(&beside, out).with_context(|| format!("cannot write {}", out.display()))
}

/// Copies a folder with all it holds; the target folder may lie on another disk, where a rename fails.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}
