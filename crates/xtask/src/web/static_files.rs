//! What lies ready in frontend/static: copied as it is, except that `static/assets` gets hashed names.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::workspace::Workspace;

use super::assets::Assets;

/// Adds the files of frontend/static, if there are any.
pub(super) fn add(workspace: &Workspace, out: &Path, assets: &mut Assets) -> anyhow::Result<()> {
    let folder = workspace.frontend().join("static");
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_name() == "assets" {
            for asset in fs::read_dir(entry.path())? {
                assets.add_file(&asset?.path())?;
            }
        } else if entry.file_type()?.is_dir() {
            super::copy(&entry.path(), &out.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), out.join(entry.file_name()))?;
        }
    }
    Ok(())
}
