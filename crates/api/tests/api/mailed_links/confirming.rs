//! Confirming an address.

use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{is_verified, letters_to, pass, register, token_in};
use crate::{
    shopping::count,
    support::{Answer, Client, PASSWORD, TestApp},
};

const VERIFY: &str = "/api/v1/auth/email/verify";
const RESEND: &str = "/api/v1/me/email/verification";

async fn follow(client: &Client, token: &str) -> Answer {
    client.post(VERIFY, json!({ "token": token })).await
}

#[actix_web::test]
async fn the_mailed_link_confirms_the_address_once() {
    let app = TestApp::start().await;
    let ann = register(&app, "ann", "ann@example.org").await;
    assert_eq!(is_verified(&ann).await, json!(false));
    let letters = letters_to(&app, "ann@example.org").await;
    let token = token_in(&letters[0], &app, "/verify");
    assert_eq!((letters.len(), token.len()), (1, 43), "{letters:?}");
    assert!(letters[0].contains("Hello ann,"), "{letters:?}");
    // A scanner that opens the link in advance uses nothing up.
    assert_eq!(app.anonymous().get(VERIFY).await.status, 405);
    assert_eq!(follow(&app.anonymous(), &token).await.status, 204);
    assert_eq!(is_verified(&ann).await, json!(true));
    assert_eq!(app.anonymous().login("ann@example.org", PASSWORD).await.status, 200);
    let again = follow(&app.anonymous(), &token).await;
    assert_eq!((again.status, again.problem()), (400, "invalid-link"));
    assert_eq!(count(&app, "audit_events", "event = 'user_email_verified'").await, 1);
}

#[actix_web::test]
async fn of_sixteen_who_follow_a_link_at_once_one_gets_through() {
    let app = TestApp::start().await;
    register(&app, "ann", "ann@example.org").await;
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/verify");
    let statuses = follow_at_once(&app, VERIFY, &json!({ "token": token })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [204, 400, 503].contains(status)), "{statuses:?}");
}

/// Sixteen strangers send the same body at the same moment.
pub(super) async fn follow_at_once(app: &TestApp, path: &str, body: &Value) -> Vec<u16> {
    let mut requests = Vec::new();
    for _ in 0..16 {
        let client = app.anonymous();
        let token = client.csrf_token().await;
        let request = client.request(Method::POST, path).header("x-csrf-token", token).json(body);
        requests.push((client, request));
    }
    let tries =
        requests.into_iter().map(|(client, request)| async move { client.send(request).await.status });
    futures_util::future::join_all(tries).await
}

#[actix_web::test]
async fn a_link_works_for_a_day_and_a_newer_one_takes_its_place() {
    let app = TestApp::start().await;
    let ann = register(&app, "ann", "ann@example.org").await;
    let first = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/verify");
    assert_eq!(ann.post(RESEND, json!({})).await.status, 202);
    let letters = letters_to(&app, "ann@example.org").await;
    let tokens: Vec<_> = letters.iter().map(|letter| token_in(letter, &app, "/verify")).collect();
    let second = tokens.iter().find(|token| **token != first).unwrap();
    assert_eq!(follow(&ann, &first).await.problem(), "invalid-link", "the older of two");
    pass(&app, Duration::hours(24) + Duration::seconds(1));
    assert_eq!(follow(&app.anonymous(), second).await.problem(), "invalid-link", "after a day");
    for rubbish in ["", "x", &"A".repeat(43), &"é".repeat(5000)] {
        assert_eq!(follow(&app.anonymous(), rubbish).await.problem(), "invalid-link", "{rubbish}");
    }
}

#[actix_web::test]
async fn a_hundred_resends_are_three_mails_in_an_hour() {
    let app = TestApp::start().await;
    let ann = register(&app, "ann", "ann@example.org").await;
    let mut sent = 1;
    for _ in 0..100 {
        let answer = ann.post(RESEND, json!({})).await;
        match answer.status {
            202 => sent += 1,
            _ => assert_eq!((answer.status, answer.header("retry-after")), (429, "3600")),
        }
    }
    assert_eq!((sent, letters_to(&app, "ann@example.org").await.len()), (3, 3));
    pass(&app, Duration::hours(1));
    let ann = app.signed_in("ann").await;
    assert_eq!(ann.post(RESEND, json!({})).await.status, 202);
    assert_eq!(letters_to(&app, "ann@example.org").await.len(), 4);
}

#[actix_web::test]
async fn many_accounts_together_can_not_flood_one_address() {
    let app = TestApp::start().await;
    for number in 0..6 {
        register(&app, &format!("mallory{number}"), "Ann@example.org").await;
    }
    assert_eq!(letters_to(&app, "Ann@example.org").await.len(), 3);
}

#[actix_web::test]
async fn following_a_link_as_somebody_else_changes_nothing_of_theirs() {
    let app = TestApp::start().await;
    let ann = register(&app, "ann", "ann@example.org").await;
    let bob = register(&app, "bob", "bob@example.org").await;
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/verify");
    let (profile, cookie) = (bob.get("/api/v1/me").await.body, bob.cookie());
    assert_eq!(follow(&bob, &token).await.status, 204);
    assert_eq!((bob.get("/api/v1/me").await.body, bob.cookie()), (profile, cookie));
    assert_eq!(is_verified(&ann).await, json!(true));
}

#[actix_web::test]
async fn of_two_accounts_that_name_an_address_the_first_to_confirm_gets_it() {
    let app = TestApp::start().await;
    register(&app, "ann", "ann@example.org").await;
    let bob = register(&app, "bob", "ANN@example.org").await;
    let first = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/verify");
    let second = token_in(&letters_to(&app, "ANN@example.org").await[0], &app, "/verify");
    assert_eq!(follow(&app.anonymous(), &first).await.status, 204);
    let late = follow(&bob, &second).await;
    assert_eq!((late.status, late.problem()), (409, "conflict"), "{}", late.text);
    assert_eq!(is_verified(&bob).await, json!(false));
}

/// GHSA-wr5h-x3x6-4h23: registering with a customer's address and a password of one's own took the account over.
#[actix_web::test]
async fn adv_ghsa_wr5h_x3x6_4h23_registering_with_the_address_of_an_account_changes_nothing_of_it() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let before = ann.get("/api/v1/me").await.body;
    let mallory = register(&app, "mallory", "ann@example.org").await;
    let letters = letters_to(&app, "ann@example.org").await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let letter = &letters[0];
    assert!(letter.contains("Hello ann,") && letter.contains("You already have an account"), "{letter}");
    assert!(!letter.contains("#t=") && !letter.contains("mallory"), "{letter}");
    assert_eq!(ann.get("/api/v1/me").await.body, before);
    assert_eq!(app.anonymous().login("ann@example.org", PASSWORD).await.status, 200);
    assert_eq!(is_verified(&mallory).await, json!(false));
    assert_eq!(count(&app, "mailed_links", "true").await, 0);
}

#[actix_web::test]
async fn registering_with_a_known_and_with_a_new_address_is_answered_and_kept_alike() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let mut seen = Vec::new();
    for (name, email) in [("known", "ann@example.org"), ("fresh", "new@example.org")] {
        let body = json!({"username": name, "email": email, "password": PASSWORD});
        let answer = app.anonymous().post("/api/v1/auth/register", body).await;
        let mut headers: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        headers.sort_unstable();
        let promised = count(&app, "outbox", "kind = 'confirm_address'").await;
        let quotas = count(&app, "mail_quotas", "true").await;
        app.execute("DELETE FROM outbox").await;
        app.execute("DELETE FROM mail_quotas").await;
        seen.push((answer.status, answer.text.len(), headers, promised, quotas));
    }
    assert_eq!(seen[0], seen[1]);
}

#[actix_web::test]
async fn an_address_can_not_add_a_header_or_a_recipient() {
    let app = TestApp::start().await;
    for email in ["a@b.cc\r\nBcc: x@y.zz", "a@b.cc\nx", "a@b.cc, x@y.zz", "a@b\u{2028}x.cc"] {
        let body = json!({"username": "ann", "email": email, "password": PASSWORD});
        let answer = app.anonymous().post("/api/v1/auth/register", body).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/email"]), "{email:?}");
        let answer = app.anonymous().post("/api/v1/auth/password/forgot", json!({ "email": email })).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/email"]), "{email:?}");
    }
    assert_eq!(count(&app, "outbox", "true").await, 0);
}
