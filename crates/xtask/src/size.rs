//! How large the app and the server binary are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::console::say;
use crate::workspace::Workspace;

/// Prints both, as far as they have been built.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let app = workspace.path("frontend/dist");
    if app.is_dir() {
        report_app(&app)?;
    } else {
        say("size: the app is not built yet: `just web`");
    }
    let binary = workspace.target().join("release/securecart");
    match fs::metadata(&binary) {
        Ok(metadata) => say(format_args!("{:>10}  {}", metadata.len(), binary.display())),
        Err(_) => say("size: the server is not built yet: `cargo build --release -p securecart-api`"),
    }
    Ok(())
}

/// Prints the bytes of each file of the app: as they are, in Brotli and in gzip.
pub(crate) fn report_app(folder: &Path) -> anyhow::Result<()> {
    say(format_args!("{:>10} {:>10} {:>10}  file", "raw", "brotli", "gzip"));
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    for file in &files {
        let name = file.strip_prefix(folder).unwrap_or(file).display();
        say(format_args!(
            "{:>10} {:>10} {:>10}  {name}",
            bytes(file).unwrap_or_default(),
            compressed(file, "br"),
            compressed(file, "gz")
        ));
    }
    Ok(())
}

fn bytes(file: &Path) -> Option<u64> {
    fs::metadata(file).ok().map(|metadata| metadata.len())
}

fn compressed(file: &Path, suffix: &str) -> String {
    let path = PathBuf::from(format!("{}.{suffix}", file.display()));
    bytes(&path).map_or_else(|| "-".to_owned(), |length| length.to_string())
}

/// All files but the compressed copies and the notes of the build.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            collect(&path, files)?;
        } else if extension != "br" && extension != "gz" && !name.starts_with('.') {
            files.push(path);
        }
    }
    Ok(())
}
