use chrono::Duration;
use serde_json::{Value, json};

use super::{ADD, PASSKEYS, add, ask, device, owner, whoami};
use crate::support::{PASSWORD, TestApp};

const TOTP: &str = "/api/v1/me/totp";
const RECOVERY_CODES: &str = "/api/v1/me/recovery-codes";

#[actix_web::test]
async fn a_passkey_is_added_listed_renamed_and_removed() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    assert_eq!(owner.codes.len(), 10, "the first second factor comes with recovery codes");
    let listed = owner.client.get(PASSKEYS).await.body;
    let entry = &listed["items"][0];
    assert_eq!((&entry["name"], &entry["synced"]), (&json!("Phone"), &json!(false)));
    assert_eq!((&entry["last_used_at"], &listed["next_cursor"]), (&Value::Null, &Value::Null));
    let renamed = owner.client.patch(&owner.path, json!({"name": "  Old phone "})).await;
    assert_eq!((renamed.status, &renamed.body["name"]), (200, &json!("Old phone")));
    assert_eq!(owner.client.delete(&owner.path).await.status, 204);
    assert_eq!(owner.client.get(PASSKEYS).await.body["items"], json!([]));
    assert_eq!(owner.client.delete(&owner.path).await.status, 404);
}

#[actix_web::test]
async fn a_second_passkey_brings_no_new_codes_and_ends_other_sessions() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    let elsewhere = owner.client.twin();
    let mut laptop = device(&app);
    laptop.synced = true;
    let added = add(&owner.client, &mut laptop, "Laptop").await;
    assert_eq!(added.body["recovery_codes"], json!([]), "{}", added.text);
    assert_eq!(added.body["passkey"]["synced"], true);
    assert_eq!(whoami(&owner.client).await, "ann");
    assert_eq!(whoami(&elsewhere).await, Value::Null, "the old token opens nothing");
}

#[actix_web::test]
async fn without_a_passkey_the_password_alone_opens_the_account_again() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.body["status"], "second_factor_required");
    assert_eq!(owner.client.delete(&owner.path).await.status, 204);
    let browser = app.anonymous();
    assert_eq!(browser.login("ann", PASSWORD).await.body["status"], "signed_in");
    assert_eq!(browser.get("/api/v1/me/totp").await.body["recovery_codes_left"], 0);
}

#[actix_web::test]
async fn an_account_with_passkeys_alone_draws_new_recovery_codes() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let bare = client.get(TOTP).await.body;
    assert_eq!((&bare["passkey"], &bare["recovery_codes_left"]), (&json!(false), &json!(0)));
    assert_eq!(client.post(RECOVERY_CODES, json!({})).await.status, 404, "there is nothing to recover");

    let owner = owner(&app, "bob").await;
    let status = owner.client.get(TOTP).await.body;
    assert_eq!((&status["enabled"], &status["passkey"]), (&json!(false), &json!(true)));
    assert_eq!(status["recovery_codes_left"], 10);
    let drawn = owner.client.post(RECOVERY_CODES, json!({})).await;
    let new = drawn.body["codes"].as_array().unwrap();
    assert_eq!((drawn.status, new.len()), (200, 10));

    let browser = app.anonymous();
    browser.login("bob", PASSWORD).await;
    let with =
        async |code: Value| browser.post("/api/v1/auth/login/second-factor", json!({"code": code})).await;
    assert_eq!(with(json!(owner.codes[0])).await.status, 422, "the old codes open nothing any more");
    assert_eq!(with(new[0].clone()).await.status, 200);
    assert_eq!(browser.get(TOTP).await.body["recovery_codes_left"], 9);
    app.state.clock.advance(Duration::minutes(10));
    let late = browser.post(RECOVERY_CODES, json!({})).await;
    assert_eq!((late.status, late.problem()), (403, "confirmation-required"));
    assert_eq!(late.body["confirm_with"], json!(["passkey", "code"]));
}

#[actix_web::test]
async fn a_device_that_does_something_wrong_adds_nothing() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    for wrong in ["another page", "another host", "asks nobody"] {
        let mut device = device(&app);
        match wrong {
            "another page" => device.origin = "http://localhost.example:8080".to_owned(),
            "another host" => device.host = "example.com".to_owned(),
            _ => device.asks_owner = false,
        }
        let refused = add(&client, &mut device, "Phone").await;
        assert_eq!((refused.status, refused.pointers()), (422, vec!["/credential"]), "{wrong}");
    }
    assert_eq!(client.get(PASSKEYS).await.body["items"], json!([]));
}

#[actix_web::test]
async fn a_challenge_for_a_new_passkey_is_answered_once_by_whoever_asked_and_in_time() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let mut phone = device(&app);
    let challenge = ann.post(PASSKEYS, json!({})).await.body;
    let body = json!({"ceremony": challenge["ceremony"], "name": "Phone",
        "credential": phone.create(&challenge["options"])});
    assert_eq!(bob.post(ADD, body.clone()).await.status, 409, "it is not bob's challenge");
    assert_eq!(ann.post(ADD, body.clone()).await.status, 201);
    assert_eq!(ann.post(ADD, body.clone()).await.status, 409, "it was answered");
    let known = ask_again(&ann, &body).await;
    assert_eq!(known.0, 422, "the answer does not fit another challenge: {}", known.1);
    let late = ann.post(PASSKEYS, json!({})).await.body;
    app.state.clock.advance(Duration::minutes(5));
    let body =
        json!({"ceremony": late["ceremony"], "name": "Phone", "credential": phone.create(&late["options"])});
    assert_eq!(ann.post(ADD, body).await.status, 409, "five minutes are over");
}

async fn ask_again(client: &crate::support::Client, body: &Value) -> (u16, String) {
    let challenge = client.post(PASSKEYS, json!({})).await.body;
    let mut body = body.clone();
    body["ceremony"] = challenge["ceremony"].clone();
    let answer = client.post(ADD, body).await;
    (answer.status, answer.text)
}

#[actix_web::test]
async fn rubbish_is_told_by_its_field_and_ten_passkeys_are_the_most() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let rubbish = client.post(ADD, json!({"ceremony": "x", "name": " ", "credential": {"id": 7}})).await;
    assert_eq!((rubbish.status, rubbish.pointers()), (422, vec!["/ceremony", "/name", "/credential"]));
    for number in 0..10 {
        let added = add(&client, &mut device(&app), &format!("Key {number}")).await;
        assert_eq!(added.status, 201, "{}", added.text);
    }
    assert_eq!(client.post(PASSKEYS, json!({})).await.status, 409);
    let page = client.get("/api/v1/me/passkeys?limit=4").await.body;
    assert_eq!(page["items"].as_array().unwrap().len(), 4);
    let next = format!("/api/v1/me/passkeys?limit=100&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(client.get(&next).await.body["items"].as_array().unwrap().len(), 6);
}

#[actix_web::test]
async fn adding_and_removing_ask_whether_it_is_still_the_owner() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    let challenge = owner.client.post(PASSKEYS, json!({})).await.body;
    let credential = device(&app).create(&challenge["options"]);
    let body = json!({"ceremony": challenge["ceremony"], "name": "Laptop", "credential": credential});
    app.state.clock.advance(Duration::minutes(10));
    for answer in [
        owner.client.post(PASSKEYS, json!({})).await,
        owner.client.post(ADD, body).await,
        owner.client.delete(&owner.path).await,
    ] {
        assert_eq!((answer.status, answer.problem()), (403, "confirmation-required"), "{}", answer.text);
        assert_eq!(answer.body["confirm_with"], json!(["passkey", "code"]));
    }
    // A name protects nothing.
    assert_eq!(owner.client.patch(&owner.path, json!({"name": "Phone 2"})).await.status, 200);
}

#[actix_web::test]
async fn a_shop_whose_address_is_a_number_has_no_passkeys() {
    let app = TestApp::start_with(&[("SECURECART_PUBLIC_URL", "http://127.0.0.1:8080")]).await;
    let client = app.customer("ann").await;
    assert_eq!(client.get("/api/v1/auth/session").await.body["shop"]["passkeys"], false);
    assert_eq!(client.post(PASSKEYS, json!({})).await.status, 409);
    let other = TestApp::start().await;
    assert_eq!(other.anonymous().get("/api/v1/auth/session").await.body["shop"]["passkeys"], true);
    ask(&other.anonymous(), "sign_in").await;
}
