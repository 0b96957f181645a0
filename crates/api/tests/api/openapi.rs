//! The document, the endpoint table and the routes say the same.

use std::{collections::BTreeMap, fs, path::Path};

use securecart_dto::endpoint::TABLE;
use serde_json::Value;

/// Operations that are not called with JSON by a client of ours and so are not in the endpoint table.
const OUTSIDE_THE_TABLE: &[&str] = &["receive_stripe_event", "get_media"];

/// All operations of the document: id to (method, path, operation).
pub(crate) fn operations() -> BTreeMap<String, (String, String, Value)> {
    let document: Value = serde_json::from_str(&securecart_api::openapi::json().unwrap()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let known =
                operations.insert(id.clone(), (method.to_uppercase(), path.clone(), operation.clone()));
            assert!(known.is_none(), "{id} stands twice");
        }
    }
    operations
}

#[test]
fn the_committed_document_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/securecart.json");
    let committed = fs::read_to_string(path).unwrap_or_default();
    let served = securecart_api::openapi::json().unwrap();
    assert!(committed == served, "openapi/securecart.json is out of date: run `cargo xtask openapi`");
}

#[test]
fn document_and_endpoint_table_agree_both_ways() {
    let mut operations = operations();
    for row in TABLE {
        let (method, path, _) =
            operations.remove(row.operation).unwrap_or_else(|| panic!("{} is not served", row.operation));
        assert_eq!((method.as_str(), path.as_str()), (row.method.as_str(), row.path), "{}", row.operation);
    }
    let left: Vec<_> = operations.keys().filter(|id| !OUTSIDE_THE_TABLE.contains(&id.as_str())).collect();
    assert!(left.is_empty(), "not in the endpoint table: {left:?}");
}

#[test]
fn every_operation_is_described_and_says_who_may_call_it() {
    let features = [
        "accounts",
        "addresses",
        "catalog",
        "imports",
        "inventory",
        "cart",
        "checkout",
        "coupons",
        "delivery",
        "taxes",
        "orders",
        "payments",
        "refunds",
        "shipments",
        "returns",
        "invoices",
        "media",
        "reviews",
        "wishlist",
        "people",
        "privacy",
        "roles",
        "audit",
        "security",
    ];
    for (id, (_, _, operation)) in operations() {
        assert!(!operation["summary"].as_str().unwrap_or("").is_empty(), "{id} has no summary");
        let tag = operation["tags"][0].as_str().unwrap_or("");
        assert!(features.contains(&tag), "{id} has the tag {tag:?}");
        assert!(operation["security"].is_array(), "{id} does not say who may call it");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{id} describes no success");
        assert!(responses.contains_key("4XX"), "{id} describes no problem");
    }
}
