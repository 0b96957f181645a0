//! Idempotency keys.

use std::time::Duration;

use securecart_stripe_emulator::Fault;

use crate::support::{Answer, SESSION, Shop, answer, changed};

async fn create(shop: &Shop, key: &str, changes: &[(&str, &str)]) -> Answer {
    answer(shop.post("/v1/checkout/sessions", &changed(changes)).header("Idempotency-Key", key)).await
}

#[actix_web::test]
async fn the_first_answer_is_given_again() {
    let shop = Shop::open().await;
    let first = create(&shop, "key-1", &[]).await;
    let second = create(&shop, "key-1", &[]).await;
    assert_eq!(first.body, second.body);
    assert_eq!(
        (first.header("Idempotent-Replayed"), second.header("Idempotent-Replayed")),
        (None, Some("true"))
    );
    assert_eq!(second.header("Original-Request"), first.header("Request-Id"));
    assert_ne!(second.header("Request-Id"), first.header("Request-Id"));
    assert_eq!(second.header("Idempotency-Key"), Some("key-1"));
    assert_eq!(shop.emulator.sessions().len(), 1);
    let calls = shop.emulator.api_calls();
    assert_eq!(calls.iter().map(|call| call.replayed).collect::<Vec<_>>(), [false, true]);
}

#[actix_web::test]
async fn other_parameters_or_another_endpoint_are_refused() {
    let shop = Shop::open().await;
    create(&shop, "key-1", &[]).await;
    let other = create(&shop, "key-1", &[("client_reference_id", "ord_2")]).await;
    assert_eq!((other.status, other.error().0), (400, "idempotency_error"));
    let elsewhere = answer(shop.post("/v1/refunds", &SESSION).header("Idempotency-Key", "key-1")).await;
    assert_eq!((elsewhere.status, elsewhere.error().0), (400, "idempotency_error"));
}

#[actix_web::test]
async fn a_key_is_in_use_while_its_call_runs() {
    let shop = Shop::open().await;
    shop.emulator.inject_faults(1, Fault::slow(Duration::from_millis(500)));
    let (first, second) = tokio::join!(create(&shop, "key-1", &[]), async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        create(&shop, "key-1", &[]).await
    });
    assert_eq!(first.status, 200);
    assert_eq!((second.status, second.error().1), (409, "idempotency_key_in_use"));
    assert_eq!(create(&shop, "key-1", &[]).await.body, first.body);
    assert_eq!(shop.emulator.sessions().len(), 1);
}

#[actix_web::test]
async fn refused_parameters_do_not_use_up_a_key_but_a_failed_refund_does() {
    let shop = Shop::open().await;
    assert_eq!(create(&shop, "key-1", &[("success_url", "")]).await.status, 400);
    assert_eq!(create(&shop, "key-1", &[]).await.status, 200);
    let (_, intent) = shop.paid().await;
    let form = [("payment_intent", intent.as_str()), ("amount", "9999")];
    let refund = || answer(shop.post("/v1/refunds", &form).header("Idempotency-Key", "key-2"));
    assert_eq!(refund().await.header("Idempotent-Replayed"), None);
    let again = refund().await;
    assert_eq!((again.status, again.header("Idempotent-Replayed")), (400, Some("true")));
}

#[actix_web::test]
async fn keys_are_forgotten_after_a_day_and_too_long_ones_refused() {
    let shop = Shop::open().await;
    let first = create(&shop, "key-1", &[]).await;
    shop.emulator.advance_clock(Duration::from_hours(24));
    let later = create(&shop, "key-1", &[]).await;
    assert_ne!(first.text("/id"), later.text("/id"));
    assert_eq!(create(&shop, &"k".repeat(256), &[]).await.status, 400);
}

#[actix_web::test]
async fn the_same_refund_sent_often_and_at_once_happens_once() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    let form = [("payment_intent", intent.as_str()), ("amount", "100")];
    let refund = || answer(shop.post("/v1/refunds", &form).header("Idempotency-Key", "refund-1"));
    let answers = tokio::join!(refund(), refund(), refund(), refund());
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert!(matches!(answer.status, 200 | 409), "{answer:?}");
    }
    assert_eq!(shop.emulator.events_of_type("refund.created").len(), 1);
}
