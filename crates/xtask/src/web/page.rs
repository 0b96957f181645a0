//! index.html from its template.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use crate::workspace::Workspace;

use super::assets::{Assets, PREFIX};

/// Writes index.html with the hashed names in place of `{{ asset }}`.
pub(super) fn write(workspace: &Workspace, out: &Path, assets: &Assets) -> anyhow::Result<()> {
    let template = workspace.frontend().join("index.html");
    let text =
        fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
    let page = fill(&text, assets).context("frontend/index.html is not a template this build can fill")?;
    fs::write(out.join("index.html"), page).context("cannot write index.html")
}

fn fill(template: &str, assets: &Assets) -> anyhow::Result<String> {
    let mut parts = template.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once("}}") else {
            bail!("a placeholder is not closed");
        };
        page.extend([PREFIX, assets.hashed(name.trim())?, rest]);
    }
    // The content security policy forbids both, and a browser would only say so on its console.
    ensure!(!page.contains("<style"), "inline styles are forbidden");
    ensure!(!page.contains("style="), "style attributes are forbidden");
    ensure!(
        page.matches("<script").count() == page.matches("<script type=\"module\" src=").count(),
        "inline scripts are forbidden"
    );
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets() -> (std::path::PathBuf, Assets) {
        let folder = std::env::temp_dir().join(format!("xtask-page-{}", std::process::id()));
        let mut assets = Assets::in_folder(&folder).unwrap();
        assets.add("app.css", b"a{}").unwrap();
        (folder, assets)
    }

    #[test]
    fn a_template_is_filled_and_inline_code_refused() {
        let (folder, assets) = assets();
        let page = fill("<link href=\"{{ app.css }}\">", &assets).unwrap();
        assert!(page.starts_with("<link href=\"/assets/app.") && page.ends_with(".css\">"), "{page}");
        assert!(fill("{{ nowhere.css }}", &assets).is_err());
        assert!(fill("<script>alert(1)</script>", &assets).is_err());
        assert!(fill("<p style=\"color: red\">", &assets).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
