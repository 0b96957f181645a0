//! The crates that server and browser share know neither the database nor the network.

use anyhow::bail;

use crate::workspace::Workspace;

/// Crates that must build for a browser.
pub(super) const PURE: [&str; 2] = ["securecart-domain", "securecart-dto"];

const SERVER_ONLY: [&str; 5] = ["diesel", "diesel-async", "actix-web", "tokio", "utoipa"];

/// Fails when a pure crate, with its default features, depends on something of the server.
pub(super) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    for package in PURE {
        let crates =
            super::tree(workspace, &["--package", package, "--target", "all", "--edges", "normal,build"])?;
        for name in SERVER_ONLY {
            if crates.iter().any(|found| found == name) {
                bail!("{package} must not know {name}: `cargo tree -p {package} -i {name}` shows the way");
            }
        }
    }
    Ok(())
}
