//! Finding something in the shop window: facets, options, best sellers, suggestions, spelling.

mod facets;
mod kept;
mod suggestions;
mod words;

use securecart_api::demo;
use serde_json::Value;

use crate::support::{Client, TestApp};

/// A shop with the demo in it.
pub(crate) async fn demo_shop() -> (TestApp, Client) {
    let app = TestApp::start().await;
    demo::seed(&app.state).await.unwrap();
    let client = app.anonymous();
    (app, client)
}

pub(crate) async fn list(client: &Client, query: &str) -> Value {
    let answer = client.get(&format!("/api/v1/products?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.body
}

pub(crate) fn names(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// How many products a query finds, counted by looking at all of them.
pub(crate) async fn found(client: &Client, query: &str) -> u64 {
    let page = list(client, &format!("{query}&limit=100")).await;
    assert!(page["next_cursor"].is_null(), "more than a page: {query}");
    page["items"].as_array().unwrap().len().try_into().unwrap()
}
