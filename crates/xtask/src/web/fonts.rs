//! The fonts that npm brings: one Latin file per family, called `FAMILY.woff2`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::workspace::Workspace;

use super::assets::Assets;

/// Adds each variable font of frontend/package.json, and its licence, which must travel with it.
pub(super) fn add(workspace: &Workspace, out: &Path, assets: &mut Assets) -> anyhow::Result<()> {
    let licences = out.join("licenses");
    fs::create_dir_all(&licences)?;
    for package in packages(&workspace.frontend().join("node_modules/@fontsource-variable"))? {
        let family = package.file_name().and_then(|name| name.to_str()).context("a font's name is text")?;
        let file = package.join(format!("files/{family}-latin-wght-normal.woff2"));
        let font = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        assets.add(&format!("{family}.woff2"), &font)?;
        fs::copy(package.join("LICENSE"), licences.join(format!("{family}.txt")))
            .with_context(|| format!("{family} has no licence text"))?;
    }
    Ok(())
}

fn packages(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    ensure!(folder.is_dir(), "the fonts are missing: run `npm ci` in frontend");
    let mut packages = Vec::new();
    for entry in fs::read_dir(folder)? {
        packages.push(entry?.path());
    }
    packages.sort();
    Ok(packages)
}
