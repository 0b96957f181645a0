//! Choosing a new password with a mailed link.

use chrono::Duration;
use reqwest::Method;
use serde_json::json;

use super::{confirming::follow_at_once, letters_to, pass, register, token_in};
use crate::{
    openapi::operations,
    shopping::{count, mails},
    support::{Answer, Client, PASSWORD, TestApp},
};

const FORGOT: &str = "/api/v1/auth/password/forgot";
const RESET: &str = "/api/v1/auth/password/reset";
const NEW: &str = "tea with the neighbours";

async fn forget(app: &TestApp, email: &str) -> Answer {
    app.anonymous().post(FORGOT, json!({ "email": email })).await
}

async fn reset(client: &Client, token: &str, password: &str) -> Answer {
    client.post(RESET, json!({ "token": token, "password": password })).await
}

/// Asks for a link and reads it in the newest mail.
async fn link_for(app: &TestApp, name: &str) -> String {
    let address = format!("{name}@example.org");
    let before = letters_to(app, &address).await;
    assert_eq!(forget(app, &address).await.status, 202);
    let after = letters_to(app, &address).await;
    let letter = after.iter().find(|letter| !before.contains(letter)).expect("a link is mailed");
    assert!(letter.contains(&format!("Hello {name},")), "{letter}");
    token_in(letter, app, "/reset")
}

#[actix_web::test]
async fn the_mailed_link_sets_a_password_once_ends_every_session_and_opens_none() {
    let app = TestApp::start().await;
    let living = app.customer("ann").await;
    let token = link_for(&app, "ann").await;
    assert_eq!(token.len(), 43);
    assert_eq!(living.get("/api/v1/me").await.status, 200, "asking for a link ends nothing");
    let stranger = app.anonymous();
    let answer = reset(&stranger, &token, NEW).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(stranger.get("/api/v1/me").await.status, 401, "the link signs nobody in");
    assert_eq!(living.get("/api/v1/me").await.status, 401, "a session outlived the reset");
    assert_eq!(app.number("SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL").await, 0);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    assert_eq!(app.anonymous().login("ann", NEW).await.status, 200);
    let again = reset(&stranger, &token, "another quiet evening").await;
    assert_eq!((again.status, again.problem()), (400, "invalid-link"));
    let letters = letters_to(&app, "ann@example.org").await;
    assert!(letters.iter().any(|letter| letter.contains("Your password was changed")), "{letters:?}");
    assert_eq!(count(&app, "audit_events", "event = 'authn_password_reset'").await, 1);
}

#[actix_web::test]
async fn a_password_that_is_refused_does_not_use_the_link_up() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let token = link_for(&app, "ann").await;
    for weak in ["short", "12345678", "password1", "ann@example.org", &"x".repeat(129)] {
        let answer = reset(&app.anonymous(), &token, weak).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/password"]), "{weak}");
    }
    assert_eq!(reset(&app.anonymous(), &token, NEW).await.status, 204);
}

#[actix_web::test]
async fn of_sixteen_who_use_a_link_at_once_one_gets_through() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let token = link_for(&app, "ann").await;
    let statuses = follow_at_once(&app, RESET, &json!({ "token": token, "password": NEW })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [204, 400, 503].contains(status)), "{statuses:?}");
}

#[actix_web::test]
async fn a_link_dies_with_time_with_a_newer_one_and_with_what_it_was_made_for() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let first = link_for(&app, "ann").await;
    let second = link_for(&app, "ann").await;
    let mut dead = vec![reset(&app.anonymous(), &first, NEW).await];
    pass(&app, Duration::minutes(10) + Duration::seconds(1));
    dead.push(reset(&app.anonymous(), &second, NEW).await);
    let third = link_for(&app, "ann").await;
    let change = json!({"current_password": PASSWORD, "new_password": "a kettle on the stove"});
    assert_eq!(ann.put("/api/v1/me/password", change).await.status, 204);
    dead.push(reset(&app.anonymous(), &third, NEW).await);
    pass(&app, Duration::hours(1));
    let fourth = link_for(&app, "ann").await;
    app.execute("UPDATE users SET email_index = sha256(email_index)").await;
    dead.push(reset(&app.anonymous(), &fourth, NEW).await);
    let index = app.state.keys.email_index("ann@example.org");
    let index = index.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    app.execute(&format!("UPDATE users SET email_index = '\\x{index}', disabled_at = now()")).await;
    dead.push(reset(&app.anonymous(), &fourth, NEW).await);
    dead.push(reset(&app.anonymous(), &"A".repeat(43), NEW).await);
    for answer in &mut dead {
        answer.body["request_id"] = json!("");
        assert_eq!((answer.status, answer.problem()), (400, "invalid-link"));
    }
    assert!(dead.windows(2).all(|pair| pair[0].body == pair[1].body), "the answers differ");
}

#[actix_web::test]
async fn a_link_of_one_kind_is_none_of_the_other() {
    let app = TestApp::start().await;
    register(&app, "bob", "bob@example.org").await;
    let confirming = token_in(&letters_to(&app, "bob@example.org").await[0], &app, "/verify");
    assert_eq!(reset(&app.anonymous(), &confirming, NEW).await.problem(), "invalid-link");
    app.account("ann").await;
    let resetting = link_for(&app, "ann").await;
    let answer = app.anonymous().post("/api/v1/auth/email/verify", json!({ "token": resetting })).await;
    assert_eq!(answer.problem(), "invalid-link");
}

#[actix_web::test]
async fn known_unknown_unconfirmed_and_shut_accounts_are_answered_and_kept_alike() {
    let app = TestApp::start().await;
    app.account("ann").await;
    app.account("shut").await;
    register(&app, "eve", "eve@example.org").await;
    app.execute("UPDATE users SET disabled_at = now() WHERE username = 'shut'").await;
    letters_to(&app, "ann@example.org").await;
    let rows = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM audit_events) \
                + (SELECT count(*) FROM mail_quotas WHERE used = 1) AS number";
    let mut seen = Vec::new();
    for email in ["ann@example.org", "shut@example.org", "eve@example.org", "no@example.org"] {
        let client = app.anonymous();
        // The network's own count is one row for all of them.
        app.execute("DELETE FROM mail_quotas").await;
        let before = app.number(rows).await;
        let answer = client.post(FORGOT, json!({ "email": email })).await;
        let mut headers: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        headers.sort_unstable();
        seen.push((answer.status, answer.text, headers, app.number(rows).await - before));
    }
    assert_eq!((seen[0].0, seen[0].3), (202, 4), "{seen:?}");
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    for (name, letters) in [("ann", 1), ("shut", 0), ("eve", 1), ("no", 0)] {
        let mails = letters_to(&app, &format!("{name}@example.org")).await;
        assert_eq!(mails.len(), letters, "{name}: {mails:?}");
        let links = mails.iter().filter(|letter| letter.contains("/reset#t=")).count();
        assert_eq!(links, usize::from(name == "ann"), "{name}: {mails:?}");
    }
}

#[actix_web::test]
async fn three_links_an_hour_for_an_address_and_ten_for_a_network() {
    let app = TestApp::start().await;
    app.account("ann").await;
    for _ in 0..5 {
        assert_eq!(forget(&app, "Ann@Example.org").await.status, 202);
    }
    assert_eq!(letters_to(&app, "ann@example.org").await.len(), 3);
    for number in 0..5 {
        assert_eq!(forget(&app, &format!("x{number}@example.org")).await.status, 202);
    }
    let refused = forget(&app, "ann@example.org").await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "3600"));
    assert_eq!(forget(&app, "unknown@example.org").await.status, 429);
    pass(&app, Duration::hours(1));
    assert_eq!(forget(&app, "ann@example.org").await.status, 202);
    assert_eq!(letters_to(&app, "ann@example.org").await.len(), 4);
    // The account itself was never locked by any of it.
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
}

#[actix_web::test]
async fn adv_sylius_the_reset_link_ignores_the_host_header() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let client = app.anonymous();
    let token = client.csrf_token().await;
    for (name, value) in
        [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")]
    {
        let request = client.request(Method::POST, FORGOT).header("x-csrf-token", &token).header(name, value);
        let answer = client.send(request.json(&json!({"email": "ann@example.org"}))).await;
        assert_eq!(answer.status, 202, "{name}: {}", answer.text);
    }
    let letters = letters_to(&app, "ann@example.org").await;
    assert_eq!(letters.len(), 3);
    for letter in letters {
        assert!(letter.contains(&format!("{}/reset#t=", app.origin)), "{letter}");
        assert!(!letter.contains("evil.example"), "{letter}");
    }
}

/// CVE-2026-28213: the answer to a forgotten password carried the token.
#[actix_web::test]
async fn adv_cve_2026_28213_the_answer_and_the_tables_carry_no_token() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let answer = forget(&app, "ann@example.org").await;
    assert_eq!((answer.status, answer.text.as_str()), (202, ""));
    for operation in ["forgot_password", "reset_password", "verify_email", "resend_verification"] {
        let document = &operations()[operation].2;
        for (status, response) in document["responses"].as_object().unwrap() {
            assert!(
                response["content"].get("application/json").is_none(),
                "{operation} answers {status} with a body"
            );
        }
    }
    let token = link_for(&app, "ann").await;
    assert!(mails(&app).iter().any(|mail| mail.replace("=\r\n", "").contains(&token)));
    for table in ["mailed_links", "outbox", "audit_events", "sessions", "mail_quotas"] {
        let rows = format!("SELECT count(*) AS number FROM {table} AS r WHERE r::text LIKE '%{token}%'");
        assert_eq!(app.number(&rows).await, 0, "{table}");
    }
    assert_eq!(app.number("SELECT count(*) AS number FROM mailed_links").await, 1);
}
