//! Another address: asked for, confirmed where it is, and taken back from where it was.

use chrono::Duration;
use serde_json::{Value, json};

use super::{confirming::follow_at_once, is_verified, letters_to, pass, register, token_in};
use crate::{
    passkeys,
    second_factor::{TOTP, asked, give, guarded, switch_on},
    shopping::count,
    support::{Answer, Client, PASSWORD, TestApp},
};

const VERIFY: &str = "/api/v1/auth/email/verify";
const UNDO: &str = "/api/v1/auth/email/undo";

async fn want(client: &Client, email: &str) -> Answer {
    client.put("/api/v1/me/email", json!({ "email": email })).await
}

async fn follow(app: &TestApp, path: &str, token: &str) -> Answer {
    app.anonymous().post(path, json!({ "token": token })).await
}

/// Address, whether it is confirmed, and the one that is wanted.
async fn addresses(client: &Client) -> [Value; 3] {
    let profile = client.get("/api/v1/me").await;
    assert_eq!(profile.status, 200, "{}", profile.text);
    ["email", "email_verified", "wanted_email"].map(|field| profile.body[field].clone())
}

/// Wants the address and follows the link that is mailed to it.
async fn change(app: &TestApp, client: &Client, email: &str) {
    assert_eq!(want(client, email).await.status, 202);
    let letters = letters_to(app, email).await;
    let letter = letters.iter().find(|letter| letter.contains("/verify")).unwrap();
    assert_eq!(follow(app, VERIFY, &token_in(letter, app, "/verify")).await.status, 204);
}

#[actix_web::test]
async fn an_address_is_the_accounts_once_it_was_confirmed_there() {
    let app = TestApp::start().await;
    let (ann, phone) = (app.customer("ann").await, app.signed_in("ann").await);
    assert_eq!(want(&ann, "Ann@new.example").await.status, 202);
    assert_eq!(addresses(&ann).await, [json!("ann@example.org"), json!(true), json!("Ann@new.example")]);
    let letters = letters_to(&app, "Ann@new.example").await;
    let token = token_in(&letters[0], &app, "/verify");
    assert!(letters_to(&app, "ann@example.org").await.is_empty(), "nothing has happened yet");
    assert_eq!(follow(&app, VERIFY, &token).await.status, 204);
    assert_eq!(addresses(&ann).await, [json!("Ann@new.example"), json!(true), Value::Null]);
    assert_eq!(phone.get("/api/v1/me").await.status, 401, "every other session has ended");
    assert_eq!(follow(&app, VERIFY, &token).await.problem(), "invalid-link", "once");
    assert_eq!(phone.login("ann@new.example", PASSWORD).await.status, 200);
    assert_eq!(app.anonymous().login("ann@example.org", PASSWORD).await.status, 401);
    let told =
        [letters_to(&app, "Ann@new.example").await.len(), letters_to(&app, "ann@example.org").await.len()];
    assert_eq!(told, [2, 1], "both ends hear of it");
    assert_eq!(count(&app, "audit_events", "event LIKE 'user_email_change%'").await, 2);
}

#[actix_web::test]
async fn the_old_address_takes_a_change_back_for_three_days() {
    let app = TestApp::start().await;
    let thief = app.customer("ann").await;
    change(&app, &thief, "mallory@evil.example").await;
    pass(&app, Duration::hours(71));
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/undo");
    assert_eq!(follow(&app, VERIFY, &token).await.problem(), "invalid-link", "it is no link to confirm");
    assert_eq!(follow(&app, UNDO, &token).await.status, 204);
    assert_eq!(thief.get("/api/v1/me").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401, "the thief knew the password");
    let letters = letters_to(&app, "ann@example.org").await;
    let letter = letters.iter().find(|letter| letter.contains("/reset"));
    let reset = token_in(letter.unwrap_or(&letters[0]), &app, "/reset");
    let chosen = json!({"token": reset, "password": "seven quiet lanterns"});
    assert_eq!(app.anonymous().post("/api/v1/auth/password/reset", chosen).await.status, 204);
    assert_eq!(app.anonymous().login("ann@example.org", "seven quiet lanterns").await.status, 200);
    assert_eq!(follow(&app, UNDO, &token).await.problem(), "invalid-link", "once");
}

/// Takes the account back and chooses another password; what the sign-in with it answers, and the browser.
async fn take_back(app: &TestApp) -> (Client, Answer) {
    let letters = letters_to(app, "ann@example.org").await;
    let letter = letters.iter().find(|letter| letter.contains("/undo")).unwrap();
    assert_eq!(follow(app, UNDO, &token_in(letter, app, "/undo")).await.status, 204);
    let letters = letters_to(app, "ann@example.org").await;
    let letter = letters.iter().find(|letter| letter.contains("/reset")).unwrap();
    let chosen = json!({"token": token_in(letter, app, "/reset"), "password": "seven quiet lanterns"});
    assert_eq!(app.anonymous().post("/api/v1/auth/password/reset", chosen).await.status, 204);
    let owner = app.anonymous();
    let answer = owner.login("ann@example.org", "seven quiet lanterns").await;
    (owner, answer)
}

#[actix_web::test]
async fn a_second_factor_of_after_the_change_goes_with_it() {
    let app = TestApp::start().await;
    let thief = app.customer("ann").await;
    change(&app, &thief, "mallory@evil.example").await;
    let thief = switch_on(&app, thief).await;
    let waits = asked(&app, "ann").await;
    assert_eq!(thief.client.post(TOTP, json!({})).await.status, 200, "another secret waits");
    let (owner, answer) = take_back(&app).await;
    assert_eq!(answer.body["status"], "signed_in", "{}", answer.text);
    assert_eq!(owner.get(TOTP).await.body["enabled"], false);
    for table in ["totp_secrets", "pending_totp_secrets", "recovery_codes", "pending_sign_ins"] {
        assert_eq!(count(&app, table, "true").await, 0, "{table}");
    }
    assert_eq!(give(&waits, &thief.codes[0]).await.status, 401, "a sign-in that waited went on");
    let letters = letters_to(&app, "ann@example.org").await;
    assert!(letters.iter().any(|letter| letter.contains("Two-step sign-in is off")), "{letters:?}");
    let told = "event = 'user_email_change_undone' AND detail->>'second_factor_removed' = 'true'";
    assert_eq!(count(&app, "audit_events", told).await, 1);
}

#[actix_web::test]
async fn a_passkey_of_after_the_change_goes_with_it() {
    let app = TestApp::start().await;
    let thief = app.customer("ann").await;
    change(&app, &thief, "mallory@evil.example").await;
    let mut device = passkeys::device(&app);
    assert_eq!(passkeys::add(&thief, &mut device, "Phone").await.status, 201);
    let (_, answer) = take_back(&app).await;
    assert_eq!(answer.body["status"], "signed_in", "{}", answer.text);
    let refused = passkeys::use_passkey(&app.anonymous(), &mut device, "sign_in", passkeys::SIGN_IN).await;
    assert_eq!(refused.status, 401, "the thief's passkey opens the account");
    assert_eq!(count(&app, "passkeys", "true").await, 0);
}

#[actix_web::test]
async fn a_second_factor_of_before_the_change_stays_without_the_codes_of_after_it() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    change(&app, &ann.client, "mallory@evil.example").await;
    let drawn = ann.client.post("/api/v1/me/recovery-codes", json!({})).await;
    assert_eq!(drawn.status, 200, "{}", drawn.text);
    let (owner, answer) = take_back(&app).await;
    assert_eq!(answer.body["status"], "second_factor_required", "{}", answer.text);
    let thiefs = drawn.body["codes"][0].as_str().unwrap();
    assert_eq!(give(&owner, thiefs).await.status, 422, "the thief's recovery codes open the account");
    assert_eq!(give(&owner, &ann.phone.code(&app, 0)).await.status, 200);
    let status = owner.get(TOTP).await;
    assert_eq!((&status.body["enabled"], &status.body["recovery_codes_left"]), (&json!(true), &json!(0)));
}

#[actix_web::test]
async fn a_second_change_does_not_take_the_first_owner_the_way_back() {
    let app = TestApp::start().await;
    let thief = app.customer("ann").await;
    change(&app, &thief, "one@evil.example").await;
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/undo");
    change(&app, &thief, "two@evil.example").await;
    let letters = letters_to(&app, "one@evil.example").await;
    let letter = letters.iter().find(|letter| letter.contains("/undo")).unwrap();
    let thiefs = token_in(letter, &app, "/undo");
    assert_eq!(want(&thief, "three@evil.example").await.status, 202);
    assert_eq!(want(&thief, "four@evil.example").await.status, 429, "and not more than three an hour");
    assert_eq!(follow(&app, UNDO, &token).await.status, 204);
    assert_eq!(follow(&app, UNDO, &thiefs).await.problem(), "invalid-link");
    assert_eq!(count(&app, "address_changes", "true").await, 0);
}

#[actix_web::test]
async fn links_end_with_their_time_and_with_a_newer_wish() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    assert_eq!(want(&ann, "one@new.example").await.status, 202);
    let first = token_in(&letters_to(&app, "one@new.example").await[0], &app, "/verify");
    assert_eq!(want(&ann, "two@new.example").await.status, 202);
    let second = token_in(&letters_to(&app, "two@new.example").await[0], &app, "/verify");
    assert_eq!(follow(&app, VERIFY, &first).await.problem(), "invalid-link", "the older of two");
    assert_eq!(ann.delete("/api/v1/me/email/change").await.status, 204);
    assert_eq!(ann.delete("/api/v1/me/email/change").await.status, 204, "nothing waits any more");
    assert_eq!(count(&app, "audit_events", "event = 'user_email_change_cancelled'").await, 1);
    assert_eq!(follow(&app, VERIFY, &second).await.problem(), "invalid-link", "it was given up");
    pass(&app, Duration::hours(1));
    let ann = app.signed_in("ann").await;
    assert_eq!(want(&ann, "two@new.example").await.status, 202);
    let letters = letters_to(&app, "two@new.example").await;
    let tokens: Vec<_> = letters.iter().map(|letter| token_in(letter, &app, "/verify")).collect();
    let third = tokens.iter().find(|token| **token != second).unwrap();
    pass(&app, Duration::hours(24) + Duration::seconds(1));
    assert_eq!(follow(&app, VERIFY, third).await.problem(), "invalid-link", "after a day");
    for rubbish in ["", "x", &"A".repeat(43)] {
        assert_eq!(follow(&app, UNDO, rubbish).await.problem(), "invalid-link", "{rubbish}");
    }
}

#[actix_web::test]
async fn a_change_that_is_undone_too_late_stays() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    change(&app, &ann, "ann@new.example").await;
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/undo");
    pass(&app, Duration::hours(72) + Duration::seconds(1));
    assert_eq!(follow(&app, UNDO, &token).await.problem(), "invalid-link");
    assert_eq!(app.anonymous().login("ann@new.example", PASSWORD).await.status, 200);
}

#[actix_web::test]
async fn an_address_that_was_never_confirmed_gets_no_way_back() {
    let app = TestApp::start().await;
    let ann = register(&app, "ann", "stranger@example.org").await;
    change(&app, &ann, "ann@example.org").await;
    let letters = letters_to(&app, "stranger@example.org").await;
    assert!(letters.iter().all(|letter| !letter.contains("/undo")), "{letters:?}");
    assert_eq!(is_verified(&ann).await, json!(true));
    let first = token_in(&letters[0], &app, "/verify");
    assert_eq!(follow(&app, VERIFY, &first).await.problem(), "invalid-link");
}

#[actix_web::test]
async fn wanting_a_taken_address_tells_nothing_and_gains_nothing() {
    let app = TestApp::start().await;
    app.account("bob").await;
    let ann = app.customer("ann").await;
    let (free, taken) = (want(&ann, "free@example.org").await, want(&ann, "BOB@example.org").await);
    assert_eq!((free.status, &free.text), (taken.status, &taken.text));
    let letters = letters_to(&app, "BOB@example.org").await;
    assert!(letters[0].contains("already have an account") && !letters[0].contains("/verify"), "{letters:?}");
    assert_eq!(addresses(&ann).await[0], json!("ann@example.org"));
}

#[actix_web::test]
async fn whoever_confirms_a_wanted_address_first_has_it() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    assert_eq!(
        (want(&ann, "x@new.example").await.status, want(&bob, "x@new.example").await.status),
        (202, 202)
    );
    let letters = letters_to(&app, "x@new.example").await;
    let tokens: Vec<_> = letters.iter().map(|letter| token_in(letter, &app, "/verify")).collect();
    assert_eq!(follow(&app, VERIFY, &tokens[0]).await.status, 204);
    let late = follow(&app, VERIFY, &tokens[1]).await;
    assert_eq!((late.status, late.problem()), (409, "conflict"), "{}", late.text);
}

#[actix_web::test]
async fn of_sixteen_who_confirm_or_undo_at_once_one_gets_through() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    assert_eq!(want(&ann, "ann@new.example").await.status, 202);
    let token = token_in(&letters_to(&app, "ann@new.example").await[0], &app, "/verify");
    let statuses = follow_at_once(&app, VERIFY, &json!({ "token": token })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
    let token = token_in(&letters_to(&app, "ann@example.org").await[0], &app, "/undo");
    let statuses = follow_at_once(&app, UNDO, &json!({ "token": token })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
}

#[actix_web::test]
async fn another_address_takes_a_fresh_confirmation_and_one_that_is_another() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    for email in ["ann@example.org", " ANN@Example.org", "no address", "a@b.c\r\nBcc: x@y.example"] {
        let answer = want(&ann, email).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/email"]), "{email}: {}", answer.text);
    }
    pass(&app, Duration::minutes(11));
    let answer = want(&ann, "ann@new.example").await;
    assert_eq!((answer.status, answer.problem()), (403, "confirmation-required"), "{}", answer.text);
    assert_eq!(ann.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await.status, 204);
    assert_eq!(want(&ann, "ann@new.example").await.status, 202);
}

#[actix_web::test]
async fn no_address_lies_readable_in_the_table_or_the_outbox() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    change(&app, &ann, "one@new.example").await;
    assert_eq!(want(&ann, "two@new.example").await.status, 202);
    for table in ["address_changes", "outbox", "audit_events"] {
        let readable = format!("{table}::text ~ 'new.example|example.org|{}'", hex::encode("new.example"));
        assert_eq!(count(&app, table, &readable).await, 0, "{table}");
    }
}
