//! What arrives from the payment provider, or pretends to.

use std::time::Duration;

use reqwest::Method;
use securecart_stripe_emulator::{ReleaseOrder, WebhookMessage, signature_header};
use serde_json::{Value, json};

use crate::{
    shopping::{assert_ledger_holds, checkout_of, count, on_sale, session_of, state_of, stock},
    support::{Client, TestApp},
};

/// One paid session that nobody has told the shop of; gives the body of the event that would.
async fn paid_but_untold(app: &TestApp) -> (Client, String, String) {
    let mug = on_sale(app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    app.stripe.hold_deliveries();
    app.stripe.pay_session(&session_of(app, &checkout)).unwrap();
    let event = app.stripe.events_of_type("checkout.session.completed").remove(0);
    (guest, checkout, event.body.to_string())
}

async fn send(app: &TestApp, message: WebhookMessage) -> (u16, String) {
    let answer = app.stripe.send_webhook(message).await.unwrap();
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let kind = body["type"].as_str().and_then(|kind| kind.rsplit(':').next()).unwrap_or("").to_owned();
    (answer.http_status, kind)
}

fn now(app: &TestApp) -> i64 {
    app.state.clock.now().timestamp()
}

fn message(body: &Value) -> WebhookMessage {
    WebhookMessage { body: body.to_string(), ..WebhookMessage::default() }
}

#[actix_web::test]
async fn forged_events_are_refused_and_change_nothing() {
    let app = TestApp::start().await;
    let (_guest, _checkout, body) = paid_but_untold(&app).await;
    let plain = || WebhookMessage { body: body.clone(), ..WebhookMessage::default() };
    let good = signature_header(app.stripe.webhook_secret(), now(&app), body.as_bytes());
    let signed = |signature: &str| WebhookMessage { signature: Some(signature.to_owned()), ..plain() };
    let stranger = Some("whsec_of_somebody_else_entirely".to_owned());
    let changed = body.replacen("\"id\"", "\"iD\"", 1);
    assert_ne!(changed, body);
    let (time, v1) = good.split_once(',').unwrap();
    let forged = [
        ("no signature", signed("")),
        ("rubbish", signed("rubbish")),
        ("no time", signed(v1)),
        ("no v1", signed(time)),
        ("v0 instead of v1", signed(&good.replace("v1=", "v0="))),
        ("another secret", WebhookMessage { secret: stranger, ..plain() }),
        ("too old", WebhookMessage { timestamp: Some(now(&app) - 305), ..plain() }),
        ("from the future", WebhookMessage { timestamp: Some(now(&app) + 305), ..plain() }),
        ("a changed byte", WebhookMessage { body: changed, ..signed(&good) }),
    ];
    for (name, message) in forged {
        assert_eq!(send(&app, message).await, (400, "invalid-signature".to_owned()), "{name}");
    }
    assert_eq!(count(&app, "webhook_events", "true").await, 0);
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 0);
    assert_ledger_holds(&app).await;
}

/// How long the comparison takes is the crate's promise (`verify_slice` of `hmac`); what it may not do is to tell in its
/// answer how far a signature was right.
#[actix_web::test]
async fn adv_cve_2023_32694_a_signature_that_is_nearly_right_is_refused_like_any_other() {
    let app = TestApp::start().await;
    let (_guest, _checkout, body) = paid_but_untold(&app).await;
    let good = signature_header(app.stripe.webhook_secret(), now(&app), body.as_bytes());
    let (start, right) = good.split_once("v1=").unwrap();
    for right_digits in [0, 1, 32, 63] {
        let (kept, rest) = right.split_at(right_digits);
        let wrong: String = rest.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect();
        let signature = Some(format!("{start}v1={kept}{wrong}"));
        let message = WebhookMessage { body: body.clone(), signature, ..WebhookMessage::default() };
        assert_eq!(send(&app, message).await, (400, "invalid-signature".to_owned()), "{right_digits}");
        let signature = Some(format!("{start}v1={kept}"));
        let message = WebhookMessage { body: body.clone(), signature, ..WebhookMessage::default() };
        assert_eq!(
            send(&app, message).await,
            (400, "invalid-signature".to_owned()),
            "{right_digits}, cut off"
        );
    }
    assert_eq!(count(&app, "webhook_events", "true").await, 0);
}

#[actix_web::test]
async fn of_two_signatures_the_good_one_counts_wherever_it_stands() {
    let app = TestApp::start().await;
    let (guest, checkout, body) = paid_but_untold(&app).await;
    let good = signature_header(app.stripe.webhook_secret(), now(&app), body.as_bytes());
    let other = "0".repeat(64);
    for signature in [format!("{good},v1={other}"), good.replace(",v1=", &format!(",v1={other},v1="))] {
        let message =
            WebhookMessage { body: body.clone(), signature: Some(signature), ..WebhookMessage::default() };
        assert_eq!(send(&app, message).await.0, 200);
    }
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 1);
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid");
}

#[actix_web::test]
async fn while_secrets_rotate_both_are_accepted() {
    let old = "whsec_the_old_one_of_last_year_0001";
    let new = "whsec_the_new_one_of_this_year_0002";
    let app = TestApp::start_with(&[("STRIPE_WEBHOOK_SECRET", &format!("{new},{old}"))]).await;
    for (id, secret, status) in
        [("evt_1", old, 200), ("evt_2", new, 200), ("evt_3", "whsec_another_one_entirely_0003", 400)]
    {
        let event =
            message(&json!({"id": id, "type": "customer.created", "data": {"object": {"id": "cus_1"}}}));
        let event = WebhookMessage { secret: Some(secret.to_owned()), ..event };
        assert_eq!(send(&app, event).await.0, status, "{id}");
    }
}

#[actix_web::test]
async fn unknown_kinds_are_taken_and_what_is_no_event_is_not() {
    let app = TestApp::start().await;
    let completed = "checkout.session.completed";
    for (body, status) in [
        (json!({"id": "evt_1", "type": "balance.available", "data": {"object": {"object": "balance"}}}), 200),
        (json!({"id": "evt_2", "type": completed, "data": {"object": {"id": "cs_test_unknown"}}}), 200),
        (json!({"id": "", "type": "x", "data": {"object": {}}}), 400),
        (json!({"id": "x".repeat(256), "type": "x", "data": {"object": {}}}), 400),
        (json!({"id": "evt_3", "type": "x"}), 400),
        (json!([]), 400),
    ] {
        assert_eq!(send(&app, message(&body)).await.0, status, "{body}");
    }
    for body in ["{", "", "\u{fffd}"] {
        let event = WebhookMessage { body: body.to_owned(), ..WebhookMessage::default() };
        assert_eq!(send(&app, event).await, (400, "malformed-request".to_owned()), "{body:?}");
    }
    assert_eq!(count(&app, "webhook_events", "processed_at IS NOT NULL").await, 2);
}

#[actix_web::test]
async fn a_body_that_is_too_large_is_refused() {
    let app = TestApp::start().await;
    let event = WebhookMessage { body: "x".repeat(512 * 1024 + 1), ..WebhookMessage::default() };
    assert_eq!(send(&app, event).await, (413, "too-large".to_owned()));
}

#[actix_web::test]
async fn events_that_come_backwards_end_in_the_same_state() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    app.stripe.hold_deliveries();
    let cancelled = checkout_of(&guest, &mug, 1).await;
    let paid = checkout_of(&guest, &mug, 1).await;
    app.stripe.pay_session(&session_of(&app, &paid)).unwrap();
    let deliveries = app.stripe.release_deliveries(ReleaseOrder::Reversed).await;
    assert!(deliveries.len() >= 2, "{deliveries:?}");
    assert_eq!(state_of(&guest, &cancelled).await["status"], "cancelled");
    assert_eq!(state_of(&guest, &paid).await["status"], "paid");
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_event_that_says_paid_while_the_provider_does_not_is_not_believed() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let mut session = app.stripe.object(&session_of(&app, &checkout)).unwrap();
    session["status"] = json!("complete");
    session["payment_status"] = json!("paid");
    let event = json!({"id": "evt_1", "type": "checkout.session.completed", "data": {"object": session}});
    assert_eq!(send(&app, message(&event)).await.0, 200);
    assert_eq!(state_of(&guest, &checkout).await["status"], "open");
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 0);
}

#[actix_web::test]
async fn a_webhook_needs_no_session_and_gets_no_cookie() {
    let app = TestApp::start().await;
    let body = json!({"id": "evt_1", "type": "x", "data": {"object": {}}}).to_string();
    let header = signature_header(app.stripe.webhook_secret(), now(&app), body.as_bytes());
    let client = app.anonymous();
    let request = client.request(Method::POST, "/api/v1/webhooks/stripe").header("stripe-signature", header);
    let answer = client.send(request.body(body).timeout(Duration::from_secs(5))).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({"received": true})));
    assert_eq!(client.cookie(), None);
}
