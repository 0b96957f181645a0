//! Webhooks: what is sent, how it is signed, what happens when the receiver refuses.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use securecart_stripe_emulator::{
    ControlError, DeliveryStatus, EmulatorConfig, ReleaseOrder, WebhookMessage, signature_header,
};
use sha2::Sha256;

use crate::support::{Receiver, Shop};

/// Checks a `Stripe-Signature` as a receiver does, and gives its time.
fn verified(header: &str, body: &str, secret: &str) -> Option<i64> {
    let (t, v1) = header.strip_prefix("t=")?.split_once(",v1=")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{t}.{body}").as_bytes());
    mac.verify_slice(&hex::decode(v1).ok()?).ok()?;
    t.parse().ok()
}

const PAID: [&str; 3] = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"];

#[actix_web::test]
async fn a_payment_is_told_in_signed_events() {
    let (shop, receiver) = Shop::listening().await;
    let (id, _) = shop.paid().await;
    shop.settle().await;
    let mut kinds = receiver.kinds();
    kinds.sort();
    assert_eq!(kinds, ["charge.succeeded", "checkout.session.completed", "payment_intent.succeeded"]);
    let received = receiver.received();
    for call in &received {
        let at =
            verified(call.signature.as_deref().unwrap(), &call.body, shop.emulator.webhook_secret()).unwrap();
        assert!((shop.emulator.now() - at).abs() <= 5);
    }
    let completed = received.iter().find(|call| call.kind() == "checkout.session.completed").unwrap().event();
    assert_eq!(completed["object"], "event");
    assert_eq!(
        (&completed["livemode"], &completed["data"]["object"]["id"]),
        (&false.into(), &id.as_str().into())
    );
    assert_eq!(completed["data"]["object"]["payment_status"], "paid");
    assert!(shop.emulator.deliveries().iter().all(|delivery| delivery.status == DeliveryStatus::Delivered));
}

#[actix_web::test]
async fn signatures_follow_real_time_even_when_the_clock_is_moved() {
    let (shop, receiver) = Shop::listening().await;
    let before = shop.emulator.now();
    shop.emulator.advance_clock(Duration::from_hours(1));
    shop.paid().await;
    shop.settle().await;
    let call = &receiver.received()[0];
    let at =
        verified(call.signature.as_deref().unwrap(), &call.body, shop.emulator.webhook_secret()).unwrap();
    assert!(at - before <= 5);
    assert!(call.event()["created"].as_i64().unwrap() - before >= 3_600);
}

#[actix_web::test]
async fn a_refused_delivery_is_tried_again_until_it_succeeds() {
    let (shop, receiver) = Shop::listening().await;
    receiver.answer_with(&[500, 302, 400]);
    let id = shop.session().await;
    shop.emulator.decline_session(&id).unwrap();
    shop.settle().await;
    let deliveries = shop.emulator.deliveries();
    let statuses: Vec<_> = deliveries[0].attempts.iter().map(|attempt| attempt.http_status).collect();
    assert_eq!(statuses, [Some(500), Some(302), Some(400), Some(200)]);
    assert_eq!(deliveries[0].status, DeliveryStatus::Delivered);
    let bodies: Vec<String> = receiver.received().into_iter().map(|call| call.body).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[actix_web::test]
async fn a_delivery_is_given_up_after_the_last_attempt() {
    let config = EmulatorConfig {
        webhook_url: Some("http://127.0.0.1:9/nobody".to_owned()),
        webhook_max_attempts: 3,
        ..EmulatorConfig::default()
    };
    let shop = Shop::open_with(config).await;
    let id = shop.session().await;
    shop.emulator.decline_session(&id).unwrap();
    shop.settle().await;
    let deliveries = shop.emulator.deliveries();
    assert_eq!((deliveries[0].status, deliveries[0].attempts.len()), (DeliveryStatus::Failed, 3));
    assert!(deliveries[0].attempts[0].error.is_some());
}

#[actix_web::test]
async fn held_deliveries_leave_in_the_wanted_order() {
    let (shop, receiver) = Shop::listening().await;
    shop.emulator.hold_deliveries();
    shop.paid().await;
    shop.settle().await;
    assert!(receiver.received().is_empty());
    let events = shop.emulator.events();
    let second = vec![events[1].id.clone()];
    let released = shop.emulator.release_deliveries(ReleaseOrder::Events(second)).await;
    assert_eq!(released[0].status, DeliveryStatus::Delivered);
    shop.emulator.release_deliveries(ReleaseOrder::Reversed).await;
    assert_eq!(receiver.kinds(), [PAID[1], PAID[2], PAID[0]]);
    shop.paid().await;
    shop.settle().await;
    assert_eq!(receiver.received().len(), 6, "nothing is held any more");
}

#[actix_web::test]
async fn lost_events_happen_but_are_not_told() {
    let (shop, receiver) = Shop::listening().await;
    shop.emulator.lose_next_events(2);
    shop.paid().await;
    shop.settle().await;
    assert_eq!(receiver.kinds(), ["checkout.session.completed"]);
    assert_eq!(shop.emulator.events().len(), 3);
    let statuses: Vec<_> = shop.emulator.deliveries().iter().map(|delivery| delivery.status).collect();
    assert_eq!(statuses, [DeliveryStatus::Lost, DeliveryStatus::Lost, DeliveryStatus::Delivered]);
}

#[actix_web::test]
async fn an_event_is_repeated_in_parallel_copies() {
    let (shop, receiver) = Shop::listening().await;
    shop.paid().await;
    shop.settle().await;
    let event = shop.emulator.events_of_type("checkout.session.completed").remove(0);
    let copies = shop.emulator.repeat_event(&event.id, 16).await.unwrap();
    assert_eq!(copies.len(), 16);
    assert!(copies.iter().all(|copy| copy.status == DeliveryStatus::Delivered));
    assert_eq!(receiver.received().len(), 3 + 16);
    let unknown = shop.emulator.repeat_event("evt_nothing", 1).await;
    assert!(matches!(unknown, Err(ControlError::NotFound(_))));
}

#[actix_web::test]
async fn arbitrary_and_forged_messages_can_be_sent() {
    let (shop, receiver) = Shop::listening().await;
    receiver.answer_with(&[200, 400]);
    let message = |secret: Option<&str>| WebhookMessage {
        body: "{\"id\":\"evt_forged\"}".to_owned(),
        secret: secret.map(str::to_owned),
        ..WebhookMessage::default()
    };
    let answer = shop.emulator.send_webhook(message(None)).await.unwrap();
    assert_eq!((answer.http_status, answer.body.as_str()), (200, "noted"));
    assert_eq!(shop.emulator.send_webhook(message(Some("whsec_wrong"))).await.unwrap().http_status, 400);
    let old = WebhookMessage { timestamp: Some(1_000), ..message(None) };
    shop.emulator.send_webhook(old).await.unwrap();
    let unsigned = WebhookMessage { signature: Some(String::new()), ..message(None) };
    shop.emulator.send_webhook(unsigned).await.unwrap();
    let received = receiver.received();
    let check = |index: usize| {
        let call = &received[index];
        verified(call.signature.as_deref()?, &call.body, shop.emulator.webhook_secret())
    };
    assert!(check(0).is_some() && check(1).is_none() && check(2) == Some(1_000));
    assert!(received[3].signature.is_none());
}

#[actix_web::test]
async fn without_an_address_nothing_is_sent_until_one_is_set() {
    let (shop, receiver) = (Shop::open().await, Receiver::start());
    let (id, _) = shop.paid().await;
    assert_eq!(shop.emulator.deliveries()[0].status, DeliveryStatus::NoEndpoint);
    let event = shop.emulator.events().remove(0);
    assert!(matches!(shop.emulator.repeat_event(&event.id, 1).await, Err(ControlError::NoWebhookUrl)));
    shop.emulator.set_webhook_url(receiver.url());
    assert_eq!(shop.emulator.repeat_event(&event.id, 1).await.unwrap()[0].status, DeliveryStatus::Delivered);
    let intent = shop.emulator.object(&id).unwrap()["payment_intent"].as_str().unwrap().to_owned();
    let refund = shop.send("/v1/refunds", &[("payment_intent", &intent)]).await;
    shop.settle().await;
    let told = receiver
        .received()
        .into_iter()
        .map(|call| call.event())
        .find(|event| event["type"] == "refund.created");
    let told = told.unwrap();
    assert_eq!(told["data"]["object"]["id"], refund.text("/id"));
    assert_eq!(told["request"]["id"], refund.header("Request-Id").unwrap());
}

#[test]
fn a_signature_changes_with_every_byte_of_the_body() {
    let header = signature_header("whsec_a", 5, b"body");
    assert_eq!(verified(&header, "body", "whsec_a"), Some(5));
    assert_eq!(verified(&header, "bodz", "whsec_a"), None);
    assert_eq!(verified(&header, "body", "whsec_b"), None);
}
