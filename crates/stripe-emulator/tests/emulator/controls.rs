//! The controls over HTTP, and the emulator's own life.

use std::{net::SocketAddr, time::Duration};

use securecart_stripe_emulator::{Emulator, EmulatorConfig, PaymentOutcome, StartError};
use serde_json::{Value, json};

use crate::support::{Receiver, Shop};

async fn order(shop: &Shop, path: &str, body: Value) -> (u16, Value) {
    let response = shop.client.post(shop.url(path)).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn look(shop: &Shop, what: &str) -> Value {
    let response = shop.client.get(shop.url(&format!("/_emulator/{what}"))).send().await.unwrap();
    response.json::<Value>().await.unwrap()[what].take()
}

#[actix_web::test]
async fn sessions_are_paid_declined_and_confirmed() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let path = |verb: &str| format!("/_emulator/sessions/{id}/{verb}");
    assert_eq!(order(&shop, &path("decline"), json!({})).await.1["outcome"], "declined");
    let asked = order(&shop, &path("pay"), json!({ "card_number": "4000002500003155" })).await.1;
    assert_eq!(asked["outcome"], "needs_confirmation");
    assert_eq!(order(&shop, &path("confirm"), json!({ "agreed": true })).await.1["outcome"], "paid");
    assert_eq!(order(&shop, &path("pay"), json!({})).await.1["outcome"], "already_paid");
    assert_eq!(order(&shop, "/_emulator/sessions/cs_x/pay", json!({})).await.0, 404);
    assert_eq!(order(&shop, &path("pay"), json!({ "card": "1" })).await.0, 400);
    assert_eq!(look(&shop, "sessions").await[0]["status"], "complete");
}

#[actix_web::test]
async fn deliveries_are_held_released_lost_and_repeated() {
    let (shop, receiver) = (Shop::open().await, Receiver::start());
    order(&shop, "/_emulator/webhook", json!({ "url": receiver.url() })).await;
    order(&shop, "/_emulator/deliveries/hold", json!({})).await;
    order(&shop, "/_emulator/deliveries/lose", json!({ "count": 1 })).await;
    shop.paid().await;
    let released = order(&shop, "/_emulator/deliveries/release", json!({ "order": "reversed" })).await.1;
    assert_eq!(released["deliveries"].as_array().unwrap().len(), 2);
    assert_eq!(receiver.kinds(), ["checkout.session.completed", "payment_intent.succeeded"]);
    let event = look(&shop, "events").await[0]["id"].as_str().unwrap().to_owned();
    let repeated = order(&shop, &format!("/_emulator/events/{event}/repeat"), json!({ "copies": 3 })).await.1;
    assert_eq!(repeated["deliveries"][2]["status"], "delivered");
    assert_eq!(look(&shop, "deliveries").await.as_array().unwrap().len(), 3 + 3);
    assert_eq!(order(&shop, "/_emulator/deliveries/wait", json!({})).await.1["idle"], true);
    let body = json!({ "body": "{}", "secret": "whsec_wrong" });
    assert_eq!(order(&shop, "/_emulator/webhook/send", body).await.1["http_status"], 200);
    let events = json!({ "order": { "events": ["evt_x"] } });
    assert_eq!(order(&shop, "/_emulator/deliveries/release", events).await.1["deliveries"], json!([]));
}

#[actix_web::test]
async fn the_clock_faults_and_records_are_reached() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    order(&shop, "/_emulator/clock/advance", json!({ "seconds": 86_400 })).await;
    assert_eq!(shop.emulator.object(&id).unwrap()["status"], "expired");
    let rule = json!({ "fault": { "kind": "server_error" }, "path": "/v1/events" });
    assert_eq!(order(&shop, "/_emulator/faults", rule).await.0, 200);
    assert_eq!(shop.fetch("/v1/events").await.status, 500);
    assert_eq!(shop.fetch("/v1/events").await.status, 200);
    let slow = json!({ "fault": { "kind": "slow", "milliseconds": 1 }, "times": 1 });
    assert_eq!(order(&shop, "/_emulator/faults", slow).await.0, 200);
    assert_eq!(order(&shop, "/_emulator/faults", json!({ "fault": { "kind": "fire" } })).await.0, 400);
    assert_eq!(look(&shop, "calls").await[1]["http_status"], 500);
    assert_eq!(shop.client.get(shop.url("/_emulator/health")).send().await.unwrap().status(), 200);
}

#[actix_web::test]
async fn a_reset_forgets_everything_but_the_webhook_address() {
    let (shop, receiver) = Shop::listening().await;
    let (id, _) = shop.paid().await;
    shop.settle().await;
    shop.emulator.advance_clock(Duration::from_secs(1_000));
    let told = receiver.received().len();
    assert_eq!(order(&shop, "/_emulator/reset", json!({})).await.0, 200);
    assert!(shop.emulator.events().is_empty() && shop.emulator.deliveries().is_empty());
    assert!(shop.emulator.object(&id).is_none());
    shop.paid().await;
    shop.settle().await;
    assert_eq!(receiver.received().len(), told + 3);
}

#[actix_web::test]
async fn web_pages_cannot_use_the_controls() {
    let shop = Shop::open().await;
    let reset = || shop.client.post(shop.url("/_emulator/reset"));
    for (name, value) in
        [("Origin", "https://evil.test"), ("Sec-Fetch-Site", "cross-site"), ("Host", "evil.test")]
    {
        let refused = reset().header(name, value).send().await.unwrap();
        assert_eq!(refused.status(), 403, "{name}");
    }
    assert_eq!(reset().send().await.unwrap().status(), 200);
}

#[actix_web::test]
async fn beyond_loopback_the_controls_ask_for_the_key() {
    let config = EmulatorConfig { listen: SocketAddr::from(([0, 0, 0, 0], 0)), ..EmulatorConfig::default() };
    let shop = Shop::open_with(config).await;
    assert!(shop.emulator.base_url().starts_with("http://127.0.0.1:"));
    let reset = || shop.client.post(shop.url("/_emulator/reset"));
    assert_eq!(reset().send().await.unwrap().status(), 403);
    assert_eq!(reset().bearer_auth(shop.emulator.secret_key()).send().await.unwrap().status(), 200);
}

#[actix_web::test]
async fn settings_that_cannot_be_right_are_refused() {
    let base = EmulatorConfig::default;
    let wrong = [
        EmulatorConfig { secret_key: "sk_live_x".to_owned(), ..base() },
        EmulatorConfig { webhook_secret: String::new(), ..base() },
        EmulatorConfig { webhook_url: Some("shop".to_owned()), ..base() },
        EmulatorConfig { public_url: Some("http://pay.test/".to_owned()), ..base() },
    ];
    for config in wrong {
        assert!(matches!(Emulator::start(config).await, Err(StartError::Config(_))));
    }
    let running = Emulator::start(base()).await.unwrap();
    let taken = EmulatorConfig { listen: running.address(), ..base() };
    assert!(matches!(Emulator::start(taken).await, Err(StartError::Listen(..))));
}

#[actix_web::test]
async fn a_public_address_is_the_one_that_payers_see() {
    let config =
        EmulatorConfig { public_url: Some("https://pay.test".to_owned()), ..EmulatorConfig::default() };
    let running = Emulator::start(config).await.unwrap();
    assert_eq!(running.base_url(), "https://pay.test");
}

#[actix_web::test]
async fn a_stopped_emulator_frees_its_port() {
    let shop = Shop::open().await;
    let (address, id) = (shop.emulator.address(), shop.session().await);
    assert!(matches!(shop.emulator.pay_session(&id).unwrap(), PaymentOutcome::Paid { .. }));
    shop.emulator.stop().await;
    let config = EmulatorConfig { listen: address, ..EmulatorConfig::default() };
    let again = Emulator::start(config).await.unwrap();
    assert!(again.sessions().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_runs_on_a_runtime_of_several_threads() {
    let (shop, receiver) = Shop::listening().await;
    shop.paid().await;
    shop.settle().await;
    assert_eq!(receiver.received().len(), 3);
}
