//! What lies ready in frontend/static: icons and pictures of the app itself.

use std::fs;

use anyhow::Context;

use crate::workspace::Workspace;

use super::assets::Assets;

/// Adds the files of frontend/static, if there are any; styles and page name them `/assets/NAME` and `{{ NAME }}`.
pub(super) fn add(workspace: &Workspace, assets: &mut Assets) -> anyhow::Result<()> {
    let folder = workspace.frontend().join("static");
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        assets.add_file(&entry?.path())?;
    }
    Ok(())
}
