//! A guest signs in between checkout and payment.

use chrono::Duration;
use serde_json::json;

use crate::{
    shopping::{assert_ledger_holds, buy, checkout_of, count, on_sale, pay, start, state_of},
    support::{Client, PASSWORD, TestApp},
};

async fn orders_of(client: &Client) -> Vec<String> {
    let list = client.get("/api/v1/me/orders").await.body;
    list["items"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap().to_owned()).collect()
}

async fn is_hidden_from(checkout: &str, strangers: &[&Client]) {
    for stranger in strangers {
        assert_eq!(stranger.get(&format!("/api/v1/checkout/{checkout}")).await.status, 404);
    }
}

#[actix_web::test]
async fn the_checkout_and_its_order_are_the_customers_from_then_on() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    app.account("ann").await;
    let (browser, bob, other_guest) = (app.anonymous(), app.customer("bob").await, app.anonymous());
    let checkout = checkout_of(&browser, &mug, 2).await;
    let left_behind = browser.twin();
    assert_eq!(browser.login("ann", PASSWORD).await.status, 200);
    assert_eq!(state_of(&browser, &checkout).await["status"], "open");
    let again = start(&browser).await;
    assert_eq!(again.body["checkout_id"], json!(checkout), "the same cart leads to the same page");
    pay(&app, &checkout).await;
    let paid = state_of(&browser, &checkout).await;
    assert_eq!(paid["status"], "paid");
    let order = paid["order_id"].as_str().unwrap().to_owned();
    assert_eq!(orders_of(&browser).await, std::slice::from_ref(&order));
    let seen = browser.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!(
        (&seen["customer"]["username"], &seen["customer"]["email"]),
        (&json!("ann"), &json!("payer@example.org"))
    );
    assert_eq!(
        browser.get("/api/v1/cart").await.body["lines"],
        json!([]),
        "what was bought has left the cart"
    );
    is_hidden_from(&checkout, &[&bob, &other_guest, &left_behind]).await;
    assert!(orders_of(&bob).await.is_empty());
    let told =
        format!("event = 'checkout_assigned' AND object_key = '{checkout}' AND actor_user_id IS NOT NULL");
    assert_eq!(count(&app, "audit_events", &told).await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn who_opens_an_account_on_the_last_page_keeps_the_purchase() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let browser = app.anonymous();
    let checkout = checkout_of(&browser, &mug, 1).await;
    pay(&app, &checkout).await;
    let order = state_of(&browser, &checkout).await["order_id"].clone();
    let account = json!({"username": "ann", "email": "ann@example.org", "password": PASSWORD});
    assert_eq!(browser.post("/api/v1/auth/register", account).await.status, 201);
    assert_eq!(state_of(&browser, &checkout).await["status"], "paid");
    assert_eq!(json!(orders_of(&browser).await), json!([order]));
}

#[actix_web::test]
async fn what_was_bought_on_this_browser_earlier_stays_a_guests() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    app.account("ann").await;
    let browser = app.anonymous();
    buy(&app, &browser, &mug, 1).await;
    app.state.clock.advance(Duration::minutes(61));
    let current = checkout_of(&browser, &mug, 1).await;
    assert_eq!(browser.login("ann", PASSWORD).await.status, 200);
    assert_eq!(state_of(&browser, &current).await["status"], "open");
    assert!(orders_of(&browser).await.is_empty());
    assert_eq!(count(&app, "orders", "status = 'placed' AND customer_id IS NULL").await, 1);
}
