//! Confirming who sits there, for operations that have to be sure.

use chrono::Duration;
use serde_json::json;

use crate::support::{Answer, Client, PASSWORD, TestApp};

async fn confirm(client: &Client, password: &str) -> Answer {
    client.post("/api/v1/auth/confirm", json!({"password": password})).await
}

/// Seconds since the only signed-in session confirmed its password.
async fn confirmed_ago(app: &TestApp) -> i64 {
    let at = "SELECT floor(extract(epoch FROM authenticated_at))::bigint AS number FROM sessions WHERE user_id IS NOT NULL";
    app.state.clock.now().timestamp() - app.number(at).await
}

#[actix_web::test]
async fn confirming_is_remembered_and_gives_the_session_another_token() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let (thief, sessions) =
        (client.twin(), "SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL");
    app.state.clock.advance(Duration::minutes(20));
    assert!(confirmed_ago(&app).await >= 1200);
    assert_eq!(client.patch("/api/v1/me", json!({"full_name": "Ann"})).await.status, 200);
    assert!(confirmed_ago(&app).await >= 1200, "other changes of the session confirm nothing");
    let answer = confirm(&client, PASSWORD).await;
    assert_eq!(answer.status, 204, "{}", answer.text);
    assert!(confirmed_ago(&app).await < 60);
    assert_eq!(client.get("/api/v1/me").await.status, 200);
    assert_eq!(thief.get("/api/v1/me").await.status, 401, "the old token is dead");
    assert_eq!(app.number(sessions).await, 1, "it is the same session");
}

#[actix_web::test]
async fn a_code_is_refused_where_none_is_asked_for() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let both = json!({"password": PASSWORD, "code": "123456"});
    let answer = client.post("/api/v1/auth/confirm", both).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/code"]), "{}", answer.text);
}

#[actix_web::test]
async fn a_session_that_keeps_guessing_ends() {
    let app = TestApp::start().await;
    let (client, other) = (app.customer("ann").await, app.signed_in("ann").await);
    for _ in 0..5 {
        let answer = confirm(&client, "not it at all").await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/password"]), "{}", answer.text);
    }
    assert_eq!(confirm(&client, PASSWORD).await.status, 401, "even the right one comes too late");
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    assert_eq!(other.get("/api/v1/me").await.status, 200, "the owner elsewhere is left alone");
    assert_eq!(confirm(&other, PASSWORD).await.status, 204);
}

#[actix_web::test]
async fn a_try_that_works_gives_all_tries_back() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    for password in ["one wrong", "two wrong", PASSWORD, "three wrong", "four wrong", "five wrong", PASSWORD]
    {
        let expected = if password == PASSWORD { 204 } else { 422 };
        assert_eq!(confirm(&client, password).await.status, expected, "{password}");
    }
}

#[actix_web::test]
async fn guesses_at_once_are_no_more_than_guesses_in_a_row() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let token = client.csrf_token().await;
    let tries = (0..16).map(|_| async {
        let request =
            client.request(reqwest::Method::POST, "/api/v1/auth/confirm").header("x-csrf-token", &token);
        client.twin().send(request.json(&json!({"password": "not it at all"}))).await.status
    });
    let statuses = futures_util::future::join_all(tries).await;
    let judged = statuses.iter().filter(|status| **status == 422).count();
    // Some may be told that too many people are signing in, which judges nothing.
    assert!(judged <= 5, "{statuses:?}");
    let failures = "SELECT count(*) AS number FROM audit_events WHERE event = 'authn_confirm_fail'";
    assert!(app.number(failures).await <= 5);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
}

#[actix_web::test]
async fn guessing_by_changing_the_password_uses_the_same_tries() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let change = json!({"current_password": "not it at all", "new_password": "another quiet lamp"});
    for _ in 0..5 {
        assert_eq!(client.put("/api/v1/me/password", change.clone()).await.status, 422);
    }
    assert_eq!(confirm(&client, PASSWORD).await.status, 401);
}

#[actix_web::test]
async fn a_confirmation_without_an_answer_names_the_field() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    for body in [json!({}), json!({"password": ""}), json!({"password": "x".repeat(129)})] {
        let answer = client.post("/api/v1/auth/confirm", body.clone()).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/password"]), "{body}");
    }
    assert_eq!(client.post("/api/v1/auth/confirm", json!({"factor": "none"})).await.status, 422);
}
