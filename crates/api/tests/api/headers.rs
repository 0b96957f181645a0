//! Security headers on every answer, good or bad.

use reqwest::Method;

use crate::support::{Answer, TestApp};

fn assert_guarded(answer: &Answer, what: &str) {
    let hsts = answer.header("strict-transport-security");
    assert!(
        hsts.contains("max-age=63072000") && hsts.contains("includeSubDomains") && hsts.contains("preload")
    );
    let policy = answer.header("content-security-policy");
    for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"] {
        assert!(policy.contains(rule), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what}");
    assert!(!answer.header("referrer-policy").is_empty() && !answer.header("permissions-policy").is_empty());
    assert!(answer.header("server").is_empty(), "{what}");
    assert!(answer.header("access-control-allow-origin").is_empty(), "{what}");
}

#[actix_web::test]
async fn every_answer_carries_them() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    for path in [
        "/",
        "/products/anything",
        "/assets/x.js",
        "/media/x.webp",
        "/api/v1/products",
        "/api/v1/me",
        "/api/v1/x",
    ] {
        assert_guarded(&client.get(path).await, path);
    }
    let refused = client.send(client.request(Method::POST, "/api/v1/auth/login")).await;
    assert_guarded(&refused, "a forged login");
    let preflight = client.request(Method::OPTIONS, "/api/v1/me").header("origin", "https://evil.example");
    assert_guarded(&client.send(preflight).await, "a preflight");
}

#[actix_web::test]
async fn private_answers_are_kept_by_nobody() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    for path in
        ["/api/v1/me", "/api/v1/auth/session", "/api/v1/cart", "/api/v1/me/orders", "/api/v1/me/x.css"]
    {
        assert_eq!(client.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}
