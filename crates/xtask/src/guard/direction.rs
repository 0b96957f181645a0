//! Which crate of the workspace may depend on which.

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::process;
use crate::workspace::Workspace;

/// What one crate may use of the workspace.
struct Rule {
    package: &'static str,
    uses: &'static [&'static str],
    /// Only its tests may use these.
    tests_use: &'static [&'static str],
}

const RULES: [Rule; 9] = [
    Rule { package: "securecart-domain", uses: &[], tests_use: &[] },
    Rule { package: "securecart-dto", uses: &["securecart-domain"], tests_use: &[] },
    Rule { package: "securecart-db", uses: &["securecart-domain"], tests_use: &["securecart-test-support"] },
    Rule {
        package: "securecart-api",
        uses: &["securecart-domain", "securecart-dto", "securecart-db", "securecart-keys"],
        tests_use: &["securecart-stripe-emulator", "securecart-test-support"],
    },
    Rule { package: "securecart-keys", uses: &[], tests_use: &[] },
    Rule { package: "securecart-web", uses: &["securecart-domain", "securecart-dto"], tests_use: &[] },
    Rule { package: "securecart-stripe-emulator", uses: &[], tests_use: &[] },
    Rule {
        package: "securecart-test-support",
        uses: &["securecart-domain", "securecart-db"],
        tests_use: &[],
    },
    Rule { package: "xtask", uses: &[], tests_use: &[] },
];

/// Fails when a manifest names a crate of the workspace that its own may not use.
pub(super) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let mut cargo = process::cargo();
    cargo.current_dir(workspace.root()).args(["metadata", "--format-version", "1", "--no-deps", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo names the packages")?;
    for package in packages {
        check_package(package)?;
    }
    Ok(())
}

fn check_package(package: &Value) -> anyhow::Result<()> {
    let name = text(package, "name")?;
    let rule = RULES
        .iter()
        .find(|rule| rule.package == name)
        .with_context(|| format!("{name} is new: say in the xtask's guard what it may use"))?;
    let dependencies =
        package.get("dependencies").and_then(Value::as_array).context("a package has dependencies")?;
    for dependency in
        dependencies.iter().filter(|dependency| dependency.get("path").is_some_and(Value::is_string))
    {
        let used = text(dependency, "name")?;
        let by_tests = dependency.get("kind").and_then(Value::as_str) == Some("dev");
        let allowed = rule.uses.contains(&used) || (by_tests && rule.tests_use.contains(&used));
        ensure!(allowed, "{name} must not depend on {used}");
    }
    Ok(())
}

fn text<'a>(value: &'a Value, key: &str) -> anyhow::Result<&'a str> {
    value.get(key).and_then(Value::as_str).with_context(|| format!("cargo's metadata has no {key}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn manifest(name: &str, used: &str, kind: Option<&str>) -> Value {
        json!({ "name": name, "dependencies": [{ "name": used, "kind": kind, "path": "/crates/x" }] })
    }

    #[test]
    fn the_app_may_not_use_the_server() {
        assert!(check_package(&manifest("securecart-web", "securecart-dto", None)).is_ok());
        assert!(check_package(&manifest("securecart-web", "securecart-api", None)).is_err());
        assert!(check_package(&manifest("securecart-web", "securecart-api", Some("dev"))).is_err());
    }

    #[test]
    fn only_tests_of_the_server_use_the_emulator() {
        assert!(
            check_package(&manifest("securecart-api", "securecart-stripe-emulator", Some("dev"))).is_ok()
        );
        assert!(check_package(&manifest("securecart-api", "securecart-stripe-emulator", None)).is_err());
    }

    #[test]
    fn a_new_crate_needs_a_rule() {
        assert!(check_package(&manifest("securecart-new", "securecart-domain", None)).is_err());
    }
}
