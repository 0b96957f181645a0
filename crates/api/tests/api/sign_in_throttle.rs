//! Guessing passwords: how far one gets, and what one learns by it.

use chrono::Duration;
use futures_util::{StreamExt as _, stream};
use reqwest::Method;
use securecart_api::{
    limits::{DEVICE_COOKIE, codes::may_try_code, sign_in::HARD_CAP},
    state::AppState,
};
use serde_json::json;

use crate::{
    shopping::count,
    support::{Answer, Client, PASSWORD, TestApp},
};

const ON: (&str, &str) = ("SECURECART_RATE_LIMITS", "on");
const BEHIND_PROXY: (&str, &str) = ("SECURECART_TRUSTED_PROXIES", "127.0.0.1");

/// A shop whose clock stands still, so that no wait is over while a busy machine takes its time.
async fn still(settings: &[(&str, &str)]) -> TestApp {
    let app = TestApp::start_with(settings).await;
    app.state.clock.stop();
    app
}

/// Two thousand guesses at one account from a thousand addresses, as far as the server believes in them. Returns the
/// statuses, and how many passwords were hashed.
async fn attack(app: &TestApp) -> (Vec<u16>, u64) {
    app.account("ann").await;
    let attacker = app.anonymous_at("203.0.113.254");
    let token = attacker.csrf_token().await;
    let before = app.state.passwords.hashes();
    let guesses = (0..2000).map(|number| {
        let address = format!("198.18.{}.{}", number / 2 / 250, number / 2 % 250);
        let body = json!({"identifier": "ann", "password": format!("guess number {number}")});
        let request = attacker.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", &token);
        attacker.send(request.header("x-forwarded-for", address).json(&body))
    });
    let answers: Vec<Answer> = stream::iter(guesses).buffer_unordered(4).collect().await;
    let statuses = answers.iter().map(|answer| answer.status).collect();
    (statuses, app.state.passwords.hashes() - before)
}

#[actix_web::test]
async fn two_thousand_guesses_over_a_thousand_made_up_addresses_are_ten() {
    let app = still(&[ON]).await;
    let (statuses, hashes) = attack(&app).await;
    assert!(hashes <= 10, "{hashes} passwords were hashed");
    assert!(statuses.iter().filter(|status| **status == 429).count() >= 1980, "one address has one budget");
}

#[actix_web::test]
async fn two_thousand_guesses_from_a_thousand_real_addresses_are_ten() {
    let app = still(&[BEHIND_PROXY]).await;
    let (statuses, hashes) = attack(&app).await;
    assert!(hashes <= 10, "{hashes} passwords were hashed");
    assert!(statuses.iter().all(|status| *status == 401), "the account's lock can not be seen");
    assert_eq!(count(&app, "audit_events", "event = 'authn_login_lock'").await, 1);
}

/// What an answer tells, without what differs between any two answers.
fn told(answer: &Answer) -> (u16, serde_json::Value, Vec<(String, String)>) {
    let mut body = answer.body.clone();
    body["request_id"] = json!("");
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    (answer.status, body, headers)
}

/// Fails so often, each time from another network.
async fn fail(app: &TestApp, name: &str, times: usize) {
    let client = app.anonymous();
    let token = client.csrf_token().await;
    for number in 0..times {
        let request = client.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", &token);
        let request = request.header("x-forwarded-for", format!("198.51.{number}.1"));
        let body = json!({"identifier": name, "password": "wrong"});
        assert_eq!(client.send(request.json(&body)).await.status, 401);
    }
}

#[actix_web::test]
async fn locked_disabled_unknown_and_wrong_are_told_alike() {
    let app = still(&[BEHIND_PROXY]).await;
    for name in ["ann", "bob", "cyd", "dan"] {
        app.account(name).await;
    }
    app.execute("UPDATE users SET disabled_at = now() WHERE username = 'bob'").await;
    app.execute("UPDATE users SET password_disabled_at = now() WHERE username = 'cyd'").await;
    fail(&app, "dan", 10).await;
    let wrong = told(&app.anonymous().login("ann", "wrong").await);
    for (name, password) in [("bob", PASSWORD), ("cyd", PASSWORD), ("dan", PASSWORD), ("eve", PASSWORD)] {
        assert_eq!(told(&app.anonymous().login(name, password).await), wrong, "{name}");
    }
    assert_eq!(
        (wrong.0, wrong.1["type"].as_str()),
        (401, Some("urn:securecart:problem:invalid-credentials"))
    );
}

#[actix_web::test]
async fn ten_failures_lock_strangers_out_for_a_quarter_of_an_hour_and_no_longer() {
    let app = still(&[BEHIND_PROXY]).await;
    app.account("ann").await;
    fail(&app, "ann", 10).await;
    let told = "payload::text LIKE '%sign_ins_blocked%'";
    assert_eq!(count(&app, "outbox", told).await, 1, "the owner hears of it, once");
    let hashes = app.state.passwords.hashes();
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    assert_eq!(app.state.passwords.hashes(), hashes, "a locked name costs no hash");
    app.state.clock.advance(Duration::minutes(15));
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
    assert_eq!(count(&app, "sign_in_throttles", "failures > 1").await, 0, "a completed sign-in begins anew");
}

#[actix_web::test]
async fn the_owners_browser_gets_in_while_strangers_are_locked_out() {
    let app = still(&[BEHIND_PROXY]).await;
    let owner = app.customer("ann").await;
    let device = owner.cookie_named(DEVICE_COOKIE).unwrap();
    fail(&app, "ann", 10).await;
    assert_eq!(owner.login("ann", PASSWORD).await.status, 200);
    assert_eq!(owner.cookie_named(DEVICE_COOKIE).unwrap(), device, "the browser stays the same one");
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401, "strangers are still locked out");
    owner.forget_cookie(DEVICE_COOKIE);
    assert_eq!(
        owner.login("ann", PASSWORD).await.status,
        401,
        "without its cookie the browser is a stranger"
    );
}

#[actix_web::test]
async fn a_known_browser_has_ten_guesses_of_its_own() {
    let app = still(&[]).await;
    let owner = app.customer("ann").await;
    for _ in 0..10 {
        assert_eq!(owner.login("ann", "wrong").await.status, 401);
    }
    assert_eq!(owner.login("ann", PASSWORD).await.status, 401, "a stolen cookie gains ten guesses");
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200, "and locks nobody else out");
}

#[actix_web::test]
async fn a_cookie_that_somebody_made_up_or_that_belongs_to_another_account_is_none() {
    let app = still(&[BEHIND_PROXY]).await;
    let bob = app.customer("bob").await;
    app.account("ann").await;
    fail(&app, "ann", 10).await;
    assert_eq!(bob.login("ann", PASSWORD).await.status, 401, "bob's browser is a stranger to ann");
    let made_up = "A".repeat(43);
    let client = app.anonymous();
    let token = client.csrf_token().await;
    let cookies = format!("{}; {DEVICE_COOKIE}={made_up}", client.cookie().unwrap());
    let request = reqwest::Client::new()
        .post(format!("{}/api/v1/auth/login", app.origin.replace("localhost", "127.0.0.1")))
        .header("cookie", cookies)
        .header("x-csrf-token", token)
        .json(&json!({"identifier": "ann", "password": PASSWORD}));
    assert_eq!(client.send(request).await.status, 401);
}

#[actix_web::test]
async fn the_wait_after_five_failures_from_one_network_doubles() {
    let app = still(&[BEHIND_PROXY]).await;
    app.account("ann").await;
    let (client, neighbour) = (app.anonymous_at("203.0.113.1"), app.anonymous_at("203.0.113.2"));
    for _ in 0..5 {
        assert_eq!(client.login("ann", "wrong").await.status, 401);
    }
    for wait in [1, 2, 4] {
        let before = app.state.passwords.hashes();
        assert_eq!(neighbour.login("ann", PASSWORD).await.status, 401, "the /24 is one network");
        app.state.clock.advance(Duration::milliseconds(wait * 1000 - 400));
        assert_eq!(client.login("ann", PASSWORD).await.status, 401, "{wait} seconds are not over");
        assert_eq!(app.state.passwords.hashes(), before, "nothing was hashed");
        app.state.clock.advance(Duration::milliseconds(400));
        assert_eq!(client.login("ann", "wrong").await.status, 401);
        assert_eq!(app.state.passwords.hashes(), before + 1, "after {wait} seconds one more guess");
    }
    assert_eq!(
        app.anonymous_at("192.0.2.1").login("ann", PASSWORD).await.status,
        200,
        "another network waits for nothing"
    );
}

#[actix_web::test]
async fn guesses_made_at_once_are_counted_one_by_one() {
    let app = still(&[BEHIND_PROXY]).await;
    app.account("ann").await;
    let before = app.state.passwords.hashes();
    let client = app.anonymous();
    let token = client.csrf_token().await;
    let guesses = (0..40).map(|number| {
        let body = json!({"identifier": "ann", "password": "wrong"});
        let request = client.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", &token);
        client.send(request.header("x-forwarded-for", format!("198.51.{number}.1")).json(&body))
    });
    futures_util::future::join_all(guesses).await;
    assert_eq!(app.state.passwords.hashes() - before, 10);
}

#[actix_web::test]
async fn a_hundred_failures_in_a_row_shut_the_password_until_it_is_set_anew() {
    let app = still(&[]).await;
    let owner = app.customer("ann").await;
    app.execute(&format!("UPDATE users SET failed_sign_ins = {}", HARD_CAP - 1)).await;
    assert_eq!(app.anonymous().login("ann", "wrong").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    assert_eq!(owner.login("ann", PASSWORD).await.status, 401, "known browsers too");
    app.state.clock.advance(Duration::minutes(20));
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401, "and no time opens it");
    let (new, body) = ("tea with the neighbours", "a session that is open stays so");
    let change = json!({"current_password": PASSWORD, "new_password": new});
    assert_eq!(owner.put("/api/v1/me/password", change).await.status, 204, "{body}");
    assert_eq!(app.anonymous().login("ann", new).await.status, 200);
}

#[actix_web::test]
async fn a_completed_sign_in_ends_the_row_of_failures() {
    let app = still(&[]).await;
    app.account("ann").await;
    app.execute(&format!("UPDATE users SET failed_sign_ins = {}", HARD_CAP - 1)).await;
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
    assert_eq!(app.anonymous().login("ann", "wrong").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
}

#[actix_web::test]
async fn locks_survive_a_restart_and_hold_on_every_instance() {
    let mut app = still(&[BEHIND_PROXY]).await;
    app.account("ann").await;
    fail(&app, "ann", 10).await;
    let elsewhere = Client::new(&app.another_instance());
    assert_eq!(elsewhere.login("ann", PASSWORD).await.status, 401);
}

/// Hashes and statements that a failed sign-in takes.
async fn work(state: &AppState, client: &Client, token: &str, name: &str) -> (u64, u64) {
    let before = (state.passwords.hashes(), state.db.statements());
    let body = json!({"identifier": name, "password": "wrong"});
    let request = client.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", token);
    assert_eq!(client.send(request.json(&body)).await.status, 401);
    (state.passwords.hashes() - before.0, state.db.statements() - before.1)
}

/// Wall time is what an attacker sees, but no test can judge it on a busy machine; equal work is what makes it equal.
#[actix_web::test]
async fn adv_cve_2026_25050_known_and_unknown_names_take_equally_long() {
    let app = still(&[]).await;
    app.account("ann").await;
    app.account("off").await;
    app.execute("UPDATE users SET disabled_at = now() WHERE username = 'off'").await;
    let client = app.anonymous();
    let token = client.csrf_token().await;
    // The first one warms up what is made once.
    work(&app.state, &client, &token, "warm-up").await;
    for round in 0..4 {
        let unknown = work(&app.state, &client, &token, "nobody").await;
        assert_eq!(unknown.0, 1, "a password is hashed for nobody too");
        assert_eq!(work(&app.state, &client, &token, "ann").await, unknown, "round {round}");
        assert_eq!(work(&app.state, &client, &token, "ann@example.org").await, unknown, "round {round}");
        assert_eq!(work(&app.state, &client, &token, "off").await, unknown, "round {round}");
    }
}

#[actix_web::test]
async fn five_codes_for_one_sign_in_and_ten_an_hour_for_one_account() {
    let app = still(&[]).await;
    let (ann, bob) = (app.account("ann").await, app.account("bob").await);
    let state = &app.state;
    let mut tried = Vec::new();
    for pending in ["one", "two", "three"] {
        let mut allowed = 0;
        for _ in 0..7 {
            allowed += u32::from(may_try_code(state, pending, ann).await.unwrap());
        }
        tried.push(allowed);
    }
    assert_eq!(tried, [5, 5, 0]);
    assert!(may_try_code(state, "four", bob).await.unwrap(), "another account has its own");
    state.clock.advance(Duration::minutes(6));
    assert!(may_try_code(state, "five", ann).await.unwrap(), "one is back after six minutes");
    assert!(!may_try_code(state, "six", ann).await.unwrap());
}
