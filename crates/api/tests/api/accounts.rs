//! Registering, signing in, own data.

use reqwest::Method;
use serde_json::json;

use crate::support::{PASSWORD, TestApp};

#[actix_web::test]
async fn registering_signs_in_and_shows_up_in_the_session() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let answer = client
        .post(
            "/api/v1/auth/register",
            json!({"username": "Ann.Lee", "email": "ann@example.org", "password": PASSWORD}),
        )
        .await;
    assert_eq!((answer.status, answer.header("location")), (201, "/api/v1/me"), "{}", answer.text);
    assert_eq!(answer.body["status"], "signed_in");
    let session = client.get("/api/v1/auth/session").await.body;
    assert_eq!(session["user"]["username"], "Ann.Lee");
    assert_eq!(session["permissions"], json!([]));
    let profile = client.get("/api/v1/me").await.body;
    assert_eq!(
        (profile["email"].as_str(), profile["email_verified"].as_bool()),
        (Some("ann@example.org"), Some(false))
    );
}

#[actix_web::test]
async fn every_broken_rule_of_a_registration_is_named_at_once() {
    let app = TestApp::start().await;
    let answer = app
        .anonymous()
        .post("/api/v1/auth/register", json!({"username": "a b", "email": "nobody", "password": "12345678"}))
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.pointers(), ["/username", "/email", "/password"]);
}

#[actix_web::test]
async fn a_username_is_taken_in_every_spelling() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let answer = app
        .anonymous()
        .post(
            "/api/v1/auth/register",
            json!({"username": "ANN", "email": "x@example.org", "password": PASSWORD}),
        )
        .await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/username"]));
}

#[actix_web::test]
async fn registering_with_a_known_address_does_not_tell_and_does_not_take_it_over() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let client = app.anonymous();
    let request =
        json!({"username": "mallory", "email": "ann@example.org", "password": "tea with the neighbours"});
    assert_eq!(client.post("/api/v1/auth/register", request).await.status, 201);
    // The confirmed owner still signs in by the address; the newcomer does not.
    assert_eq!(app.anonymous().login("ann@example.org", PASSWORD).await.status, 200);
    assert_eq!(app.anonymous().login("ann@example.org", "tea with the neighbours").await.status, 401);
}

#[actix_web::test]
async fn registering_twenty_times_at_once_makes_one_account() {
    let app = TestApp::start().await;
    let mut requests = Vec::new();
    for _ in 0..20 {
        let client = app.anonymous();
        let token = client.csrf_token().await;
        let body = json!({"username": "ann", "email": "ann@example.org", "password": PASSWORD});
        let request = client.request(Method::POST, "/api/v1/auth/register").header("x-csrf-token", token);
        requests.push((client, request.json(&body)));
    }
    let tries =
        requests.into_iter().map(|(client, request)| async move { client.send(request).await.status });
    let mut statuses = futures_util::future::join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [201, 422, 503].contains(status)), "{statuses:?}");
}

#[actix_web::test]
async fn wrong_password_and_unknown_name_are_answered_alike() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let mut wrong = app.anonymous().login("ann", "not the password").await;
    let mut unknown = app.anonymous().login("nobody", "not the password").await;
    for answer in [&mut wrong, &mut unknown] {
        assert_eq!((answer.status, answer.problem()), (401, "invalid-credentials"));
        answer.body["request_id"] = json!("");
    }
    assert_eq!(wrong.body, unknown.body);
}

#[actix_web::test]
async fn name_and_confirmed_address_both_sign_in() {
    let app = TestApp::start().await;
    app.account("ann").await;
    for identifier in ["ann", "ANN", " ann ", "Ann@Example.org"] {
        assert_eq!(app.anonymous().login(identifier, PASSWORD).await.status, 200, "{identifier}");
    }
    for password in [format!("{PASSWORD} "), PASSWORD.to_uppercase(), "x".repeat(129)] {
        assert!([401, 422].contains(&app.anonymous().login("ann", &password).await.status));
    }
}

#[actix_web::test]
async fn own_data_can_be_changed_and_nothing_else() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let answer = client.patch("/api/v1/me", json!({"full_name": " Ann Lee "})).await;
    assert_eq!((answer.status, answer.body["full_name"].as_str()), (200, Some("Ann Lee")));
    for body in [json!({"role": "admin"}), json!({"id": "usr_1"}), json!({"email_verified": true})] {
        assert_eq!(client.patch("/api/v1/me", body.clone()).await.status, 422, "{body}");
    }
    assert_eq!(client.patch("/api/v1/me", json!({"full_name": "a\u{0}b"})).await.pointers(), ["/full_name"]);
}

#[actix_web::test]
async fn forged_requests_are_refused() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let token = client.csrf_token().await;
    let foreign = app.customer("bob").await.csrf_token().await;
    let change = |token: &str| {
        client
            .request(Method::PATCH, "/api/v1/me")
            .header("x-csrf-token", token)
            .json(&json!({"full_name": "x"}))
    };
    for (request, why) in [
        (client.request(Method::PATCH, "/api/v1/me").json(&json!({"full_name": "x"})), "no token"),
        (change(&foreign), "the token of another session"),
        (change(&token).header("origin", "https://evil.example"), "another origin"),
        (change(&token).header("origin", "null"), "a hidden origin"),
        (change(&token).header("sec-fetch-site", "cross-site"), "another site"),
        (change(&token).header("sec-fetch-site", "same-site"), "a sister site"),
    ] {
        let answer = client.send(request).await;
        assert_eq!((answer.status, answer.problem()), (403, "forged-request"), "{why}");
    }
    let good = change(&token).header("origin", &app.origin).header("sec-fetch-site", "same-origin");
    assert_eq!(client.send(good).await.status, 200);
}

#[actix_web::test]
async fn a_form_of_another_site_is_no_json() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let token = client.csrf_token().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        let request = client
            .request(Method::PATCH, "/api/v1/me")
            .header("x-csrf-token", &token)
            .header("content-type", kind)
            .body("{\"full_name\":\"x\"}");
        assert_eq!(client.send(request).await.status, 415, "{kind}");
    }
}

#[actix_web::test]
async fn a_shop_can_ask_visitors_to_sign_in_before_they_browse() {
    let app = TestApp::start_with(&[("SECURECART_GUESTS_MAY_BROWSE", "off")]).await;
    let guest = app.anonymous();
    for path in ["/api/v1/products", "/api/v1/categories", "/api/v1/products/anything"] {
        assert_eq!(guest.get(path).await.status, 401, "{path}");
    }
    assert_eq!(app.customer("ann").await.get("/api/v1/products").await.status, 200);
}

#[actix_web::test]
async fn a_password_that_is_easy_to_guess_opens_no_account_and_the_meter_says_so_before() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    for weak in ["liverpool1", "P@ssw0rd!", "qwertyuiop[]", "summer2026!", "securecart-shop"] {
        let typed = json!({"password": weak, "username": "ann", "email": "ann@example.org"});
        let measured = client.post("/api/v1/auth/password/strength", typed).await;
        assert_eq!((measured.status, &measured.body["accepted"]), (200, &json!(false)), "{weak}");
        assert!(measured.body["problem"].is_string(), "{weak}");
        let account = json!({"username": "ann", "email": "ann@example.org", "password": weak});
        let refused = client.post("/api/v1/auth/register", account).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec!["/password"]), "{weak}");
    }
    let typed = json!({"password": "tea with the neighbours"});
    let measured = client.post("/api/v1/auth/password/strength", typed).await;
    assert_eq!((&measured.body["accepted"], &measured.body["score"]), (&json!(true), &json!(4)));
}

#[actix_web::test]
async fn the_meter_knows_who_asks_and_keeps_nothing() {
    let app = TestApp::start().await;
    let client = app.customer("marguerite").await;
    let body = json!({"password": "marguerite", "username": "somebody", "email": "else@example.org"});
    let measured = client.post("/api/v1/auth/password/strength", body).await;
    assert_eq!(measured.body["accepted"], false, "it is like the name of the account: {}", measured.text);
    assert_eq!(measured.header("cache-control"), "no-store");
    let long = json!({"password": "x".repeat(129), "username": "y".repeat(151), "email": "z".repeat(255)});
    let refused = client.post("/api/v1/auth/password/strength", long).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/password", "/username", "/email"]));
}
