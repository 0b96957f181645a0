//! From the cart to the paid order, and what must never happen on the way.

use serde_json::{Value, json};

use securecart_domain::Permission;
use securecart_stripe_emulator::WebhookMessage;

use crate::support::{Client, TestApp};

/// A product with so many units; returns the id of its variant.
async fn product(app: &TestApp, stock: u32) -> String {
    let staff = app.staff(&[Permission::WriteProducts]).await;
    let request = json!({
        "name": "Quiet lamp", "status": "active", "stock": stock,
        "price": {"amount_minor": 4200, "currency": "USD"}
    });
    let answer = staff.post("/api/v1/admin/products", request).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.body["variants"][0]["id"].as_str().unwrap().to_owned()
}

async fn fill_cart(client: &Client, variant: &str, quantity: u32) {
    let answer =
        client.post("/api/v1/cart/items", json!({"variant_id": variant, "quantity": quantity})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

/// Starts a checkout; returns its id and the provider's session.
async fn check_out(client: &Client) -> (String, String) {
    let answer = client.post("/api/v1/checkout", json!({})).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let session = answer.body["payment_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    (answer.body["checkout_id"].as_str().unwrap().to_owned(), session)
}

async fn state(client: &Client, checkout: &str) -> Value {
    client.get(&format!("/api/v1/checkout/{checkout}")).await.body
}

/// The sums of the ledger are the counters, and nothing is oversold (invariant I1).
async fn assert_ledger_holds(app: &TestApp) {
    let broken = app
        .number(
            "SELECT count(*) AS number FROM stock_levels s LEFT JOIN (
               SELECT variant_id, sum(on_hand_delta) AS h, sum(reserved_delta) AS r
               FROM stock_movements GROUP BY variant_id) m USING (variant_id)
             WHERE s.on_hand <> coalesce(m.h, 0) OR s.reserved <> coalesce(m.r, 0)",
        )
        .await;
    assert_eq!(broken, 0, "the ledger and the counters disagree");
}

#[actix_web::test]
async fn paying_makes_one_order_whatever_is_heard_how_often() {
    let app = TestApp::start().await;
    let variant = product(&app, 5).await;
    let ann = app.customer("ann").await;
    fill_cart(&ann, &variant, 2).await;
    let (checkout, session) = check_out(&ann).await;
    assert_eq!(app.number("SELECT sum(reserved) AS number FROM stock_levels").await, 2);
    app.stripe.pay_session(&session).unwrap();
    let event = app.stripe.events_of_type("checkout.session.completed")[0].id.clone();
    app.stripe.repeat_event(&event, 8).await.unwrap();
    // The copies are answered at once; the first arrival may still be at work.
    assert!(app.stripe.wait_until_idle(std::time::Duration::from_secs(10)).await);
    let paid = state(&ann, &checkout).await;
    assert_eq!(paid["status"], "paid", "{paid}");
    let orders = ann.get("/api/v1/me/orders").await.body;
    assert_eq!(orders["items"].as_array().unwrap().len(), 1, "{orders}");
    let order = &orders["items"][0];
    assert_eq!((order["number"].as_str(), order["status"].as_str()), (Some("SC-100001"), Some("placed")));
    assert_eq!(order["totals"]["total"], json!({"amount_minor": 8400, "currency": "USD"}));
    assert_eq!(app.number("SELECT sum(on_hand) AS number FROM stock_levels").await, 3);
    assert_eq!(app.number("SELECT sum(reserved) AS number FROM stock_levels").await, 0);
    assert_eq!(app.number("SELECT count(*) AS number FROM outbox").await, 1, "one mail was promised");
    assert_eq!(app.number("SELECT count(*) AS number FROM stock_movements WHERE kind = 'sale'").await, 1);
    assert_eq!(ann.get("/api/v1/cart").await.body["lines"], json!([]));
    securecart_api::jobs::send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(std::fs::read_dir(app.data_dir().join("mail")).unwrap().count(), 1);
    let id = order["id"].as_str().unwrap();
    assert_eq!(app.customer("bob").await.get(&format!("/api/v1/me/orders/{id}")).await.status, 404);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_two_buyers_of_the_last_unit_one_gets_it_and_the_other_is_told() {
    let app = TestApp::start().await;
    let variant = product(&app, 1).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    fill_cart(&ann, &variant, 1).await;
    fill_cart(&bob, &variant, 1).await;
    let (first, second) = futures_util::future::join(
        ann.post("/api/v1/checkout", json!({})),
        bob.post("/api/v1/checkout", json!({})),
    )
    .await;
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", first.text, second.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_lost_webhook_is_made_up_for_by_the_reconciler() {
    let app = TestApp::start().await;
    let variant = product(&app, 1).await;
    let ann = app.customer("ann").await;
    fill_cart(&ann, &variant, 1).await;
    let (_, session) = check_out(&ann).await;
    app.stripe.clear_webhook_url();
    app.stripe.pay_session(&session).unwrap();
    app.state.clock.advance(chrono::Duration::seconds(11));
    securecart_api::jobs::reconcile(app.state.clone()).await.unwrap();
    assert_eq!(ann.get("/api/v1/me/orders").await.body["items"].as_array().unwrap().len(), 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn cancelling_gives_the_stock_back_unless_the_money_was_faster() {
    let app = TestApp::start().await;
    let variant = product(&app, 1).await;
    let ann = app.customer("ann").await;
    fill_cart(&ann, &variant, 1).await;
    let (checkout, _) = check_out(&ann).await;
    let stranger = app.customer("bob").await;
    let cancel = format!("/api/v1/checkout/{checkout}/cancel");
    assert_eq!(stranger.post(&cancel, json!({})).await.status, 404);
    assert_eq!(ann.post(&cancel, json!({})).await.body["status"], "cancelled");
    assert_eq!(app.number("SELECT sum(reserved) AS number FROM stock_levels").await, 0);
    let (checkout, session) = check_out(&ann).await;
    app.stripe.hold_deliveries();
    app.stripe.pay_session(&session).unwrap();
    let answer = ann.post(&format!("/api/v1/checkout/{checkout}/cancel"), json!({})).await;
    assert_eq!(answer.body["status"], "paid", "{}", answer.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn another_amount_than_the_order_is_left_to_a_person() {
    let app = TestApp::start().await;
    let variant = product(&app, 1).await;
    let ann = app.customer("ann").await;
    fill_cart(&ann, &variant, 1).await;
    let (checkout, session) = check_out(&ann).await;
    app.execute("UPDATE orders SET total_minor = total_minor + 1").await;
    app.execute("UPDATE checkouts SET total_minor = total_minor + 1").await;
    app.stripe.pay_session(&session).unwrap();
    assert!(app.stripe.wait_until_idle(std::time::Duration::from_secs(10)).await);
    assert_eq!(state(&ann, &checkout).await["checkout_id"], checkout);
    assert_eq!(app.number("SELECT count(*) AS number FROM orders WHERE status = 'needs_review'").await, 1);
    assert_eq!(app.number("SELECT count(*) AS number FROM orders WHERE status = 'placed'").await, 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn forged_events_are_refused_and_change_nothing() {
    let app = TestApp::start().await;
    let body =
        json!({"id": "evt_1", "type": "checkout.session.completed", "data": {"object": {"id": "cs_test_1"}}});
    for secret in ["whsec_another_secret_of_nobody", ""] {
        let message = WebhookMessage {
            body: body.to_string(),
            secret: Some(secret.to_owned()).filter(|secret| !secret.is_empty()),
            signature: secret.is_empty().then(|| "t=1,v1=00".to_owned()),
            ..WebhookMessage::default()
        };
        assert_eq!(app.stripe.send_webhook(message).await.unwrap().http_status, 400);
    }
    assert_eq!(app.number("SELECT count(*) AS number FROM webhook_events").await, 0);
}

#[actix_web::test]
async fn asking_for_more_than_there_is_says_how_many_there_are() {
    let app = TestApp::start().await;
    let variant = product(&app, 3).await;
    let guest = app.anonymous();
    let ask = |quantity: Value| {
        guest.post("/api/v1/cart/items", json!({"variant_id": variant, "quantity": quantity}))
    };
    let answer = ask(json!(4)).await;
    assert_eq!((answer.status, answer.problem()), (409, "insufficient-stock"));
    assert_eq!(answer.body["detail"], "Only 3 units of Quiet lamp are available.");
    for quantity in [json!(-1), json!(0), json!(0.5), json!("5"), json!(null), json!(100), json!(i64::MAX)] {
        assert_eq!(ask(quantity.clone()).await.status, 422, "{quantity}");
    }
}

#[actix_web::test]
async fn when_payments_are_down_nothing_stays_held() {
    let app = TestApp::start().await;
    let variant = product(&app, 1).await;
    let ann = app.customer("ann").await;
    fill_cart(&ann, &variant, 1).await;
    app.stripe.inject_faults(20, securecart_stripe_emulator::Fault::ServerError);
    let answer = ann.post("/api/v1/checkout", json!({})).await;
    assert_eq!((answer.status, answer.problem()), (503, "payment-unavailable"), "{}", answer.text);
    assert_eq!(app.number("SELECT sum(reserved) AS number FROM stock_levels").await, 0);
    assert_ledger_holds(&app).await;
}
