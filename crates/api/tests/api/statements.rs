//! How many statements the shop's most frequent requests cost. What a request does more than once shows here first.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::{
    shopping::{add, on_sale},
    support::{Client, TestApp},
};

/// What every request that touches the database pays beside its own work: a connection that comes out of the pool is
/// asked whether it still lives.
async fn greeting(app: &TestApp) -> u64 {
    let before = app.state.db.statements();
    drop(app.state.db.connection().await.unwrap());
    app.state.db.statements() - before
}

/// How many statements the request costs, without the greetings.
async fn cost(app: &TestApp, client: &Client, request: RequestBuilder, greetings: u64) -> u64 {
    let greeting = greeting(app).await;
    let before = app.state.db.statements();
    let answer = client.send(request).await;
    assert!(answer.status < 300, "{} {}", answer.status, answer.text);
    app.state.db.statements() - before - greetings * greeting
}

#[actix_web::test]
async fn what_is_not_kept_costs_few_statements() {
    let app = TestApp::start().await;
    on_sale(&app, "Stoneware mug", 1250, 9).await;
    let guest = app.anonymous();
    for (path, most) in [
        ("/api/v1/products", 1),
        ("/api/v1/products?facets=true", 2),
        ("/api/v1/products?q=mug&sort=price_asc", 1),
        ("/api/v1/products?category=kitchen&in_stock=true&sort=best_selling", 1),
        ("/api/v1/products/suggestions?q=mu", 2),
        // The word is looked for, found to be misspelt, and looked for as it was meant.
        ("/api/v1/products?q=stonware", 3),
        // The product, its variants and its pictures.
        ("/api/v1/products/stoneware-mug", 4),
    ] {
        // Nobody listens for changes here, so nothing is kept; the first time a session and a connection are made.
        assert_eq!(guest.get(path).await.status, 200);
        let costs = cost(&app, &guest, guest.request(Method::GET, path), 1).await;
        assert!(costs <= most, "{path} costs {costs} statements");
    }
}

#[actix_web::test]
async fn adding_to_a_cart_costs_four_statements() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let bowl = on_sale(&app, "Bowl", 2250, 9).await;
    let guest = app.anonymous();
    assert_eq!(add(&guest, &mug, 1).await.status, 200);
    let body = json!({"variant_id": bowl.variant, "quantity": 1});
    let request = guest
        .request(Method::POST, "/api/v1/cart/items")
        .header("x-csrf-token", guest.csrf_token().await)
        .json(&body);
    let costs = cost(&app, &guest, request, 2).await;
    // The session is looked up; a transaction begins, its deferred constraints are checked, and it commits.
    let frame = 1 + 3;
    assert_eq!(costs - frame, 4, "touch the cart, find the offer, put the line, view the cart");
}
