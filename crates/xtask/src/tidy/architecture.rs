//! Rules about which file may know what.

use super::Fault;
use super::source::Source;

/// Crates where Diesel may be named: the database, its column types in the domain, and the test databases.
const KNOW_DIESEL: [&str; 4] = ["crates/db/", "crates/domain/", "crates/test-support/", "crates/xtask/"];

/// A service holds rules of the shop and could serve a command line as well.
pub(super) fn services_know_no_http(source: &Source) -> Vec<Fault> {
    if source.name() != "service.rs" {
        return Vec::new();
    }
    mentions(source, "actix_web", "a service knows no HTTP: move it to the handler")
}

/// Rows and queries live in one crate.
pub(super) fn diesel_stays_in_the_database_crate(source: &Source) -> Vec<Fault> {
    if !source.is_rust() || KNOW_DIESEL.iter().any(|crate_| source.path.starts_with(crate_)) {
        return Vec::new();
    }
    mentions(source, "diesel", "only crates/db knows Diesel: add a function there")
}

/// The same for the manifests; the domain may only offer it as a feature.
pub(super) fn manifests_keep_diesel_in(source: &Source) -> Vec<Fault> {
    let allowed = ["Cargo.toml", "crates/db/Cargo.toml", "crates/test-support/Cargo.toml"];
    if source.name() != "Cargo.toml" || allowed.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let depends = |line: &str| {
        line.starts_with("diesel") && !line.contains("optional = true") && !line.contains("dep:")
    };
    let found = source.lines().filter(|(_, line)| depends(line));
    found.map(|(number, _)| Fault::at(source, number, "only crates/db depends on Diesel")).collect()
}

fn mentions(source: &Source, word: &str, what: &str) -> Vec<Fault> {
    source
        .code()
        .filter(|(_, code)| code.contains(word))
        .map(|(number, _)| Fault::at(source, number, what))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source::example;

    #[test]
    fn a_service_that_imports_actix_is_found() {
        let text = "// actix_web is not for us\nuse actix_web::HttpResponse;";
        assert_eq!(services_know_no_http(&example("crates/api/src/cart/service.rs", text)).len(), 1);
        assert_eq!(services_know_no_http(&example("crates/api/src/cart/list.rs", text)).len(), 0);
    }

    #[test]
    fn diesel_in_the_server_is_found() {
        let text = "use diesel::prelude::*;";
        assert_eq!(diesel_stays_in_the_database_crate(&example("crates/api/src/app.rs", text)).len(), 1);
        assert_eq!(diesel_stays_in_the_database_crate(&example("crates/db/src/pool.rs", text)).len(), 0);
    }

    #[test]
    fn a_manifest_may_offer_diesel_only_as_a_feature() {
        let (plain, optional) = ("diesel.workspace = true", "diesel = { workspace = true, optional = true }");
        assert_eq!(manifests_keep_diesel_in(&example("crates/api/Cargo.toml", plain)).len(), 1);
        assert_eq!(manifests_keep_diesel_in(&example("crates/domain/Cargo.toml", optional)).len(), 0);
    }
}
