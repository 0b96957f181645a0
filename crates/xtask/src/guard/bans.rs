//! Crates that may not come in by any way, on any platform.

use anyhow::bail;

use crate::workspace::Workspace;

/// Each with the reason.
const BANNED: [(&str, &str); 5] = [
    ("aws-lc-sys", "the one provider of cryptography is ring"),
    ("openssl-sys", "TLS is rustls"),
    ("native-tls", "TLS is rustls"),
    ("sqlx", "the one way to the database is Diesel"),
    ("pq-sys", "diesel-async speaks to PostgreSQL itself"),
];

/// Fails when one of them is in the tree of any crate of ours.
pub(super) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let crates = super::tree(workspace, &["--workspace", "--target", "all", "--edges", "all"])?;
    for (name, reason) in BANNED {
        if crates.iter().any(|found| found == name) {
            bail!(
                "{name} came into the tree, but {reason}: `cargo tree --target all -i {name}` shows the way"
            );
        }
    }
    Ok(())
}
