//! Injected faults.

use std::time::{Duration, Instant};

use securecart_stripe_emulator::{Fault, FaultRule};

use crate::support::{SESSION, Shop, answer};

#[actix_web::test]
async fn server_errors_and_rate_limits_strike_the_next_calls_without_effect() {
    let shop = Shop::open().await;
    shop.emulator.inject_faults(2, Fault::ServerError);
    shop.emulator.inject_faults(1, Fault::RateLimited);
    for (status, kind, code) in
        [(500, "api_error", ""), (500, "api_error", ""), (429, "invalid_request_error", "rate_limit")]
    {
        let struck = shop.create(&[]).await;
        assert_eq!((struck.status, struck.error().0, struck.error().1), (status, kind, code));
    }
    assert!(shop.emulator.sessions().is_empty());
    assert_eq!(shop.create(&[]).await.status, 200);
}

#[actix_web::test]
async fn a_rule_strikes_only_the_calls_it_describes() {
    let shop = Shop::open().await;
    shop.emulator.inject_rule(FaultRule::next(1, Fault::ServerError).on("POST", "/v1/refunds"));
    let id = shop.session().await;
    assert_eq!(shop.fetch("/v1/refunds").await.status, 200);
    assert_eq!(shop.fetch(&format!("/v1/checkout/sessions/{id}")).await.status, 200);
    assert_eq!(shop.send("/v1/refunds", &[]).await.status, 500);
    assert_eq!(shop.send("/v1/refunds", &[]).await.status, 400);
    shop.emulator.inject_faults(5, Fault::ServerError);
    shop.emulator.clear_faults();
    assert_eq!(shop.fetch("/v1/refunds").await.status, 200);
}

#[actix_web::test]
async fn a_dropped_response_loses_the_answer_but_not_the_effect() {
    let shop = Shop::open().await;
    shop.emulator.inject_faults(1, Fault::DropResponse);
    let request = || shop.post("/v1/checkout/sessions", &SESSION).header("Idempotency-Key", "key-1");
    let broken = request().send().await;
    assert!(broken.is_err(), "{broken:?}");
    assert_eq!(shop.emulator.sessions().len(), 1);
    let retried = answer(request()).await;
    assert_eq!((retried.status, retried.header("Idempotent-Replayed")), (200, Some("true")));
    assert_eq!(shop.emulator.sessions().len(), 1);
}

#[actix_web::test]
async fn a_slow_call_takes_effect_even_when_the_client_gives_up() {
    let shop = Shop::open().await;
    shop.emulator.inject_faults(1, Fault::slow(Duration::from_secs(1)));
    let request = || shop.post("/v1/checkout/sessions", &SESSION).header("Idempotency-Key", "key-1");
    let given_up = request().timeout(Duration::from_millis(500)).send().await;
    assert!(given_up.unwrap_err().is_timeout());
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(answer(request()).await.header("Idempotent-Replayed"), Some("true"));
    assert_eq!(shop.emulator.sessions().len(), 1);
}

#[actix_web::test]
async fn a_slow_call_answers_after_its_pause() {
    let shop = Shop::open().await;
    shop.emulator.inject_faults(1, Fault::slow(Duration::from_millis(200)));
    let started = Instant::now();
    assert_eq!(shop.fetch("/v1/events").await.status, 200);
    assert!(started.elapsed() >= Duration::from_millis(200));
}
