//! Switching the second factor on and off.

use chrono::Duration;
use securecart_api::jobs::send_outbox;
use serde_json::json;

use super::{Authenticator, CONFIRM, TOTP, asked, give, guarded};
use crate::{
    mail::text_of,
    shopping::{count, mails},
    support::{PASSWORD, TestApp},
};

#[actix_web::test]
async fn the_first_code_switches_it_on_and_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let (client, elsewhere) = (app.customer("ann").await, app.signed_in("ann").await);
    let thief = client.twin();
    let status = client.get(TOTP).await;
    assert_eq!(status.body["enabled"], false, "{}", status.text);
    let setup = client.post(TOTP, json!({})).await;
    assert_eq!(setup.header("cache-control"), "no-store");
    let secret = setup.body["secret"].as_str().unwrap();
    assert_eq!(secret.len(), 32, "160 bits");
    assert!(setup.body["otpauth_uri"].as_str().unwrap().starts_with("otpauth://totp/"));
    assert!(setup.body["qr_svg"].as_str().unwrap().contains("<svg"));
    assert_eq!(client.get(TOTP).await.body["enabled"], false, "nothing is asked for before the first code");
    assert_eq!(app.signed_in("ann").await.get(TOTP).await.status, 200);
    let code = Authenticator::new(secret).code(&app, 0);
    let wrong =
        client.post(CONFIRM, json!({"code": if code == "000000" { "000001" } else { "000000" }})).await;
    assert_eq!((wrong.status, wrong.pointers()), (422, vec!["/code"]), "{}", wrong.text);
    let on = client.post(CONFIRM, json!({ "code": code })).await;
    let codes = on.body["codes"].as_array().unwrap();
    assert_eq!((on.status, codes.len()), (200, 10), "{}", on.text);
    assert!(codes.iter().all(|code| code.as_str().unwrap().len() == 29));
    let status = client.get(TOTP).await;
    assert_eq!((&status.body["enabled"], &status.body["recovery_codes_left"]), (&json!(true), &json!(10)));
    assert!(!status.text.contains(secret));
    assert_eq!(elsewhere.get("/api/v1/me").await.status, 401, "another session outlived the change");
    assert_eq!(thief.get("/api/v1/me").await.status, 401, "the old token of this one is dead");
    send_outbox(app.state.clone()).await.unwrap();
    assert!(mails(&app).iter().any(|mail| text_of(mail).contains("Two-step sign-in is on")));
    assert_eq!(count(&app, "audit_events", "event = 'authn_second_factor_on'").await, 1);
}

#[actix_web::test]
async fn a_secret_in_use_is_never_shown_again_and_stays_until_the_next_is_confirmed() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let again = ann.client.post(TOTP, json!({})).await;
    assert_eq!(again.status, 200);
    assert!(!again.text.contains(&ann.secret), "the secret in use was shown");
    let other = Authenticator::new(again.body["secret"].as_str().unwrap());
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &other.code(&app, 0)).await.status, 422, "it is not confirmed yet");
    assert_eq!(give(&client, &ann.phone.code(&app, 0)).await.status, 200);
    let on = ann.client.post(CONFIRM, json!({"code": other.code(&app, 0)})).await;
    assert_eq!(on.status, 200, "{}", on.text);
    app.state.clock.advance(Duration::seconds(60));
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &ann.phone.code(&app, 0)).await.status, 422, "the old app opens nothing");
    assert_eq!(give(&client, &ann.codes[0]).await.status, 422, "nor do the old recovery codes");
    assert_eq!(give(&client, &other.code(&app, 0)).await.status, 200);
}

#[actix_web::test]
async fn a_set_up_needs_the_password_anew_and_lasts_ten_minutes() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    assert_eq!(client.post(CONFIRM, json!({"code": "123456"})).await.status, 409, "nothing was begun");
    app.state.clock.advance(Duration::minutes(11));
    let stale = client.post(TOTP, json!({})).await;
    assert_eq!((stale.status, &stale.body["confirm_with"]), (403, &json!(["password"])), "{}", stale.text);
    assert_eq!(client.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await.status, 204);
    let setup = client.post(TOTP, json!({})).await;
    let phone = Authenticator::new(setup.body["secret"].as_str().unwrap());
    app.state.clock.advance(Duration::minutes(10) + Duration::seconds(1));
    assert_eq!(client.post(CONFIRM, json!({"code": phone.code(&app, 0)})).await.status, 409);
    assert_eq!(count(&app, "totp_secrets", "true").await, 0);
}

#[actix_web::test]
async fn another_password_takes_a_fresh_code_too() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    app.state.clock.advance(Duration::minutes(11));
    let change = json!({"current_password": PASSWORD, "new_password": "seven quiet lanterns"});
    let stale = ann.client.put("/api/v1/me/password", change.clone()).await;
    assert_eq!((stale.status, &stale.body["confirm_with"]), (403, &json!(["code"])), "{}", stale.text);
    let code = json!({"code": ann.phone.code(&app, 0)});
    assert_eq!(ann.client.post("/api/v1/auth/confirm", code).await.status, 204);
    assert_eq!(ann.client.put("/api/v1/me/password", change).await.status, 204);
    assert_eq!(
        app.anonymous().login("ann", "seven quiet lanterns").await.body["status"],
        "second_factor_required"
    );
}

#[actix_web::test]
async fn a_change_asks_for_a_code_where_the_password_is_not_enough() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    app.state.clock.advance(Duration::minutes(11));
    let stale = ann.client.delete(TOTP).await;
    assert_eq!((stale.status, &stale.body["confirm_with"]), (403, &json!(["code"])), "{}", stale.text);
    let confirm = |body| ann.client.post("/api/v1/auth/confirm", body);
    assert_eq!(confirm(json!({"password": PASSWORD})).await.pointers(), ["/code"]);
    assert_eq!(ann.client.delete(TOTP).await.status, 403, "the password confirmed something");
    let code = ann.phone.code(&app, 0);
    assert_eq!(confirm(json!({"password": PASSWORD, "code": code})).await.pointers(), ["/password"]);
    assert_eq!(confirm(json!({ "code": code })).await.status, 204);
    assert_eq!(confirm(json!({ "code": code })).await.pointers(), ["/code"], "a code works once");
    let renewed = ann.client.post("/api/v1/me/recovery-codes", json!({})).await;
    assert_eq!(renewed.status, 200, "{}", renewed.text);
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &ann.codes[0]).await.status, 422, "the old recovery codes are worthless");
    let fresh = renewed.body["codes"][0].as_str().unwrap();
    assert_eq!(give(&client, fresh).await.status, 200);
    assert_eq!(ann.client.delete(TOTP).await.status, 204);
    assert_eq!(client.get("/api/v1/me").await.status, 401, "another session outlived the change");
    assert_eq!(ann.client.get("/api/v1/me").await.status, 200);
    assert_eq!(ann.client.delete(TOTP).await.status, 403, "from now on the password counts");
    assert_eq!(confirm(json!({"password": PASSWORD})).await.status, 204);
    assert_eq!(ann.client.delete(TOTP).await.status, 404);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.body["status"], "signed_in");
    assert_eq!(count(&app, "recovery_codes", "true").await, 0);
    // There are more mails by now than one round sends.
    send_outbox(app.state.clone()).await.unwrap();
    send_outbox(app.state.clone()).await.unwrap();
    assert!(mails(&app).iter().any(|mail| text_of(mail).contains("Two-step sign-in is off")));
}
