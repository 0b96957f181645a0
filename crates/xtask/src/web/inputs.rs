//! Whether there is anything to build: a hash over all that the app is made of, kept beside the result.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::workspace::Workspace;

use super::Mode;
use super::assets::digest;

/// Where the hash lies in the output. The server does not deliver files whose names begin with a dot.
const FILE: &str = ".inputs";

/// Files and folders of the checkout that the app is made of.
const INPUTS: [&str; 8] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "crates/domain",
    "crates/dto",
    "crates/xtask",
    "frontend",
    ".cargo",
];

/// Folders below `frontend` that do not end up in the app.
const NOT_INPUTS: [&str; 3] = ["node_modules", "dist", "e2e"];

/// The hash over sources, manifests, lock files, build code, mode and compiler.
pub(super) fn fingerprint(workspace: &Workspace, mode: Mode, compiler: &str) -> anyhow::Result<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&workspace.path(input), &mut files)?;
    }
    files.sort();
    let mut parts = vec![mode.profile().as_bytes().to_vec(), compiler.as_bytes().to_vec()];
    for file in files {
        let name = file.strip_prefix(workspace.root()).unwrap_or(&file);
        parts.push(name.to_string_lossy().into_owned().into_bytes());
        parts.push(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    let parts: Vec<_> = parts.iter().map(Vec::as_slice).collect();
    Ok(digest(&parts))
}

/// Whether the output folder was made from inputs with this hash.
pub(super) fn are_those_of(out: &Path, fingerprint: &str) -> bool {
    out.join("index.html").is_file()
        && fs::read_to_string(out.join(FILE)).is_ok_and(|known| known == fingerprint)
}

/// Remembers the inputs of a finished output folder.
pub(super) fn record(out: &Path, fingerprint: &str) -> anyhow::Result<()> {
    fs::write(out.join(FILE), fingerprint).context("cannot record what the app was built from")
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default();
    if NOT_INPUTS.iter().any(|skipped| name == *skipped) {
        return Ok(());
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}
