//! API keys.

use crate::support::{Shop, answer};

#[actix_web::test]
async fn a_call_without_a_key_is_refused() {
    let shop = Shop::open().await;
    let refused = answer(shop.client.get(shop.url("/v1/events"))).await;
    assert_eq!(refused.status, 401);
    assert_eq!(refused.error().0, "invalid_request_error");
    assert!(refused.text("/error/message").starts_with("You did not provide an API key."));
    assert!(refused.header("Request-Id").unwrap().starts_with("req_"));
}

#[actix_web::test]
async fn a_wrong_key_is_refused_and_not_repeated_in_full() {
    let shop = Shop::open().await;
    let wrong = "sk_test_wrongwrongwrongwrong";
    let refused = answer(shop.client.get(shop.url("/v1/events")).bearer_auth(wrong)).await;
    assert_eq!(refused.status, 401);
    assert!(!refused.text("/error/message").contains(wrong));
    assert!(refused.text("/error/message").contains("sk_test_"));
}

#[actix_web::test]
async fn basic_authentication_takes_the_key_as_the_user_name() {
    let shop = Shop::open().await;
    let key = shop.emulator.secret_key();
    let accepted = answer(shop.client.get(shop.url("/v1/events")).basic_auth(key, Some(""))).await;
    assert_eq!(accepted.status, 200);
    let refused = answer(shop.client.get(shop.url("/v1/events")).basic_auth("", Some(key))).await;
    assert_eq!(refused.status, 401);
}

#[actix_web::test]
async fn the_named_version_is_echoed() {
    let shop = Shop::open().await;
    let named = answer(shop.get("/v1/events").header("Stripe-Version", "2025-01-27.acacia")).await;
    assert_eq!(named.header("Stripe-Version"), Some("2025-01-27.acacia"));
    let unnamed = shop.fetch("/v1/events").await;
    assert_eq!(unnamed.header("Stripe-Version"), Some("2026-09-30.endive"));
}

#[actix_web::test]
async fn an_unknown_address_and_a_json_body_are_refused_in_stripes_shape() {
    let shop = Shop::open().await;
    let unknown = shop.fetch("/v1/customers").await;
    assert_eq!((unknown.status, unknown.error().0), (404, "invalid_request_error"));
    let json = shop.client.post(shop.url("/v1/refunds")).bearer_auth(shop.emulator.secret_key());
    let refused = answer(json.header("Content-Type", "application/json").body("{}")).await;
    assert_eq!((refused.status, refused.error().0), (400, "invalid_request_error"));
}
