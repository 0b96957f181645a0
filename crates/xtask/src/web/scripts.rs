//! The three scripts of the app: what wasm-bindgen wrote, the loader of the chunks, and the start.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use crate::workspace::Workspace;

use super::assets::{Assets, digest, with_hash};
use super::split::LOADER;
use super::{Mode, STEM};

/// Adds `app.js`, the loader and `boot.js` with the hashed names of what they import.
pub(super) fn add(
    workspace: &Workspace,
    mode: Mode,
    stage: &Path,
    assets: &mut Assets,
) -> anyhow::Result<()> {
    let app_name = format!("{STEM}.js");
    let app = read(&stage.join(&app_name))?;
    let mut loader = read(&stage.join(LOADER))?;
    for (name, hashed) in assets.names() {
        loader = loader.replace(&format!("\"./{name}\""), &format!("\"./{hashed}\""));
    }
    // The two import each other, so neither can carry the hash of its final text: they share one.
    let hash = digest(&[app.as_bytes(), loader.as_bytes()]);
    let (app_hashed, loader_hashed) = (with_hash(&app_name, &hash), with_hash("split.js", &hash));
    let app = import_loader(&app, &loader_hashed)?;
    let loader = loader.replace(&format!("\"./{app_name}\""), &format!("\"./{app_hashed}\""));
    assets.add_as(&app_name, app_hashed, app.as_bytes())?;
    assets.add_as(LOADER, loader_hashed, loader.as_bytes())?;
    let boot = boot(workspace, mode, assets)?;
    assets.add("boot.js", boot.as_bytes())
}

/// Changes only the `from` clause of the import: the same name elsewhere is a key that the WebAssembly file knows.
fn import_loader(app: &str, loader: &str) -> anyhow::Result<String> {
    let renamed = ['\'', '"'].into_iter().fold(app.to_owned(), |text, quote| {
        text.replace(&format!("from {quote}./{LOADER}{quote}"), &format!("from \"./{loader}\""))
    });
    ensure!(renamed != app, "the app does not import the loader of its chunks: is there no lazy route?");
    Ok(renamed)
}

/// The script that starts the app; a development build also gets the one that reloads the page.
fn boot(workspace: &Workspace, mode: Mode, assets: &Assets) -> anyhow::Result<String> {
    let mut text = read(&workspace.frontend().join("boot.js"))?;
    for name in [format!("{STEM}.js"), format!("{STEM}_bg.wasm")] {
        let (plain, hashed) = (format!("\"./{name}\""), format!("\"./{}\"", assets.hashed(&name)?));
        ensure!(text.contains(&plain), "frontend/boot.js does not name {plain}");
        text = text.replace(&plain, &hashed);
    }
    if mode == Mode::Dev {
        text.push_str(&read(&workspace.frontend().join("reload.js"))?);
    }
    Ok(text)
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_import_clause_is_renamed() {
        let app = "import * as a from \"./__wasm_split.js\"\nconst imports = { \"./__wasm_split.js\": a };";
        let expected = "import * as a from \"./split.0a.js\"\nconst imports = { \"./__wasm_split.js\": a };";
        assert_eq!(import_loader(app, "split.0a.js").unwrap(), expected);
    }
}
