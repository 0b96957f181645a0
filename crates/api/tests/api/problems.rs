//! Whatever goes wrong, the answer is a problem document.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::{Answer, TestApp};

fn assert_problem(answer: &Answer, status: u16, kind: &str) {
    assert_eq!((answer.status, answer.problem()), (status, kind), "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.body["status"], status);
    assert_eq!(answer.body["request_id"], answer.header("x-request-id"));
    assert!(!answer.header("x-request-id").is_empty());
    for word in ["title", "detail"] {
        assert!(!answer.body[word].as_str().unwrap().is_empty(), "{word}");
    }
}

#[actix_web::test]
async fn every_kind_of_refusal_is_a_problem_document() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let token = client.csrf_token().await;
    let login = |body: &str| {
        client
            .request(Method::POST, "/api/v1/auth/login")
            .header("x-csrf-token", &token)
            .header("content-type", "application/json")
            .body(body.to_owned())
    };
    let answer = client.send(login("{")).await;
    assert_problem(&answer, 400, "malformed-request");
    let answer = client.send(login("{}")).await;
    assert_problem(&answer, 422, "invalid-fields");
    let answer = client.send(login(&"x".repeat(70_000))).await;
    assert_problem(&answer, 413, "too-large");
    let plain = client.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", &token);
    let answer = client.send(plain.header("content-type", "text/plain").body("{}")).await;
    assert_problem(&answer, 415, "unsupported-media-type");
    assert_problem(&client.get("/api/v1/nothing/here").await, 404, "not-found");
    assert_problem(&client.get("/api").await, 404, "not-found");
    assert_problem(&client.get("/api/v1/me").await, 401, "not-signed-in");
    assert_problem(&client.get("/api/v1/products?colour=red").await, 422, "invalid-fields");
    assert_problem(&client.get("/assets/nothing.js").await, 404, "not-found");
    assert_problem(&client.get("/media/nothing.webp").await, 404, "not-found");
    let answer = client.send(client.request(Method::POST, "/")).await;
    assert_problem(&answer, 405, "method-not-allowed");
}

#[actix_web::test]
async fn a_method_that_is_not_offered_is_answered_with_those_that_are() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    for (method, path, allow) in [
        (Method::DELETE, "/api/v1/products", "GET"),
        (Method::PUT, "/api/v1/me", "GET, PATCH, DELETE"),
        (Method::POST, "/api/v1/categories", "GET"),
        (Method::TRACE, "/api/v1/categories", "GET"),
    ] {
        let answer = client.call(method.clone(), path, Some(json!({})), &[]).await;
        assert_problem(&answer, 405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[actix_web::test]
async fn reading_never_changes_anything() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    for path in ["/api/v1/auth/logout", "/api/v1/auth/login", "/api/v1/cart/items", "/api/v1/webhooks/stripe"]
    {
        assert_problem(&client.get(path).await, 405, "method-not-allowed");
    }
}

#[actix_web::test]
async fn a_shop_without_its_database_says_so_and_when_to_come_back() {
    let app = TestApp::start().await;
    app.state.db.close();
    let answer = app.anonymous().get("/api/v1/categories").await;
    assert_problem(&answer, 503, "unavailable");
    assert_eq!(answer.header("retry-after"), "2");
}

#[actix_web::test]
async fn a_body_that_never_arrives_is_given_up() {
    let app = TestApp::start().await;
    let token = app.anonymous().csrf_token().await;
    let address = app.origin.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).await.unwrap();
    // Webhooks read their body before anything else, so no session is needed to get there.
    let head = format!(
        "POST /api/v1/webhooks/stripe HTTP/1.1\r\nHost: shop\r\nX-CSRF-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read(&mut answer)).await;
    let read = read.expect("the server gives up within its limit").unwrap();
    let text = String::from_utf8_lossy(&answer[..read]);
    assert!(text.starts_with("HTTP/1.1 408"), "{text}");
}

/// A proxy that reads the other length would take the rest for somebody else's request (RFC 9112 §11.2).
#[actix_web::test]
async fn a_request_of_two_lengths_is_refused_and_nothing_behind_it_is_answered() {
    let app = TestApp::start().await;
    let address = app.origin.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    for lengths in [
        "Content-Length: 2\r\nContent-Length: 0",
        "Content-Length: 2, 0",
        "Content-Length: +2",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
    ] {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        let sent = format!(
            "POST /api/v1/webhooks/stripe HTTP/1.1\r\nHost: shop\r\n{lengths}\r\n\r\n\
             0\r\n\r\nGET /api/v1/categories HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut answers = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answers)).await;
        assert!(read.is_ok(), "{lengths}: the connection stays open");
        let text = String::from_utf8_lossy(&answers);
        assert!(
            text.starts_with("HTTP/1.1 400") && text.matches("HTTP/1.1").count() == 1,
            "{lengths}: {text}"
        );
    }
}
