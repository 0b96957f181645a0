//! One static stylesheet from frontend/styles, made by Tailwind.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::process;
use crate::workspace::Workspace;

/// Compiles frontend/styles/app.css and returns the result.
pub(super) fn run(workspace: &Workspace, stage: &Path) -> anyhow::Result<String> {
    let frontend = workspace.frontend();
    let program = frontend.join("node_modules/.bin/tailwindcss");
    ensure!(program.exists(), "tailwindcss is missing: run `npm ci` in frontend");
    let css = stage.join("app.css");
    let mut tailwind = Command::new(program);
    tailwind.current_dir(&frontend).args(["--input", "styles/app.css", "--minify", "--output"]).arg(&css);
    // Its banner and timing say nothing that matters; on failure they are shown.
    process::output(&mut tailwind).context("the styles do not compile")?;
    fs::read_to_string(&css).with_context(|| format!("cannot read {}", css.display()))
}
