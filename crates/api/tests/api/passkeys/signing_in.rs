use futures_util::future::join_all;
use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{ADD, PASSKEYS, SECOND, SIGN_IN, add, answer, ask, device, owner, use_passkey, user_id, whoami};
use crate::{
    second_factor::{CODE, asked},
    shopping::{add as put_in, on_sale},
    support::{PASSWORD, TestApp},
};

#[actix_web::test]
async fn a_passkey_signs_in_without_name_password_and_code() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let browser = app.anonymous();
    let guest = browser.csrf_token().await;
    let challenge = ask(&browser, "sign_in").await;
    assert_eq!(challenge["options"]["allowCredentials"], json!([]), "it names nobody's passkey");
    assert_eq!(challenge["options"]["userVerification"], "required");
    let answered = answer(&mut owner.device, &challenge);
    let opened = browser.post(SIGN_IN, answered).await;
    assert_eq!((opened.status, opened.body), (200, json!({"status": "signed_in"})));
    assert_eq!(whoami(&browser).await, "ann");
    assert_ne!(browser.csrf_token().await, guest, "the session is another one");
    assert!(browser.get(PASSKEYS).await.body["items"][0]["last_used_at"].is_string());
    // It counts as password and code: what guards the account is open at once.
    assert_eq!(browser.post(PASSKEYS, json!({})).await.status, 200);
}

#[actix_web::test]
async fn work_that_asks_for_a_second_factor_takes_a_passkey() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadOrders]).await;
    app.execute("UPDATE roles SET requires_second_factor = true").await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
    let mut device = device(&app);
    assert_eq!(add(&staff, &mut device, "Phone").await.status, 201);
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 200, "the one that added it");
    let missing = &staff.get("/api/v1/auth/session").await.body["user"]["second_factor_missing"];
    assert_eq!(missing, &json!(false));
    let browser = app.anonymous();
    assert_eq!(use_passkey(&browser, &mut device, "sign_in", SIGN_IN).await.status, 200);
    assert_eq!(browser.get("/api/v1/admin/orders").await.status, 200, "the one that it opened");
}

#[actix_web::test]
async fn the_guests_cart_is_the_customers_after_signing_in_with_a_passkey() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let mug = on_sale(&app, "Mug", 1200, 5).await;
    let browser = app.anonymous();
    put_in(&browser, &mug, 2).await;
    assert_eq!(use_passkey(&browser, &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
    assert_eq!(owner.client.get("/api/v1/cart").await.body["lines"][0]["quantity"], 2);
}

#[actix_web::test]
async fn after_the_password_a_passkey_stands_in_for_the_code() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let browser = app.anonymous();
    let login = browser.login("ann", PASSWORD).await;
    let expected = json!({"status": "second_factor_required", "second_factors": ["passkey", "code"]});
    assert_eq!(login.body, expected);
    let challenge = ask(&browser, "second_factor").await;
    assert_eq!(challenge["options"]["allowCredentials"].as_array().unwrap().len(), 1);
    // A device that does not say whose key it is will do here: the password has told.
    owner.device.names_owner = false;
    let opened = browser.post(SECOND, answer(&mut owner.device, &challenge)).await;
    assert_eq!((opened.status, opened.body), (200, json!({"status": "signed_in"})));
    assert_eq!(whoami(&browser).await, "ann");
}

#[actix_web::test]
async fn whoever_lost_all_devices_gets_in_with_a_recovery_code() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    let browser = app.anonymous();
    assert_eq!(browser.login("ann", PASSWORD).await.body["status"], "second_factor_required");
    assert_eq!(browser.post(CODE, json!({"code": owner.codes[0]})).await.status, 200);
    let again = app.anonymous();
    again.login("ann", PASSWORD).await;
    assert_eq!(again.post(CODE, json!({"code": owner.codes[0]})).await.status, 422, "it is used up");
}

#[actix_web::test]
async fn strangers_who_guess_passwords_do_not_keep_the_owner_of_a_passkey_out() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let stranger = app.anonymous_at("203.0.113.9");
    for _ in 0..12 {
        stranger.login("ann", "not the password").await;
    }
    let opened = use_passkey(&app.anonymous(), &mut owner.device, "sign_in", SIGN_IN).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
}

#[actix_web::test]
async fn a_shut_account_is_answered_like_an_unknown_passkey() {
    let app = TestApp::start().await;
    let mut ann = owner(&app, "ann").await;
    let staff = app.staff(Permission::ALL).await;
    let id = user_id(&ann.client).await;
    let locked = staff.post(&format!("/api/v1/admin/users/{id}/lock"), json!({})).await;
    assert_eq!(locked.status, 200, "{}", locked.text);
    let shut = use_passkey(&app.anonymous(), &mut ann.device, "sign_in", SIGN_IN).await;
    let mut bob = owner(&app, "bob").await;
    assert_eq!(bob.client.delete(&bob.path).await.status, 204);
    let unknown = use_passkey(&app.anonymous(), &mut bob.device, "sign_in", SIGN_IN).await;
    assert_eq!((shut.status, shut.problem()), (401, "invalid-credentials"));
    let told = |body: &Value| (body["type"].clone(), body["title"].clone(), body["detail"].clone());
    assert_eq!((unknown.status, told(&unknown.body)), (401, told(&shut.body)));
}

#[actix_web::test]
async fn staff_whose_role_asks_for_a_second_factor_sign_in_with_a_passkey() {
    let app = TestApp::start_with(&[("SECURECART_STAFF_SECOND_FACTOR", "required")]).await;
    let staff = app.staff(Permission::ALL).await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
    let mut device = device(&app);
    let added = add(&staff, &mut device, "Key").await;
    assert_eq!(added.status, 201, "{}", added.text);
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 200, "adding it has proved it");
    let browser = app.anonymous();
    assert_eq!(use_passkey(&browser, &mut device, "sign_in", SIGN_IN).await.status, 200);
    assert_eq!(browser.get("/api/v1/admin/orders").await.status, 200);
}

#[actix_web::test]
async fn one_answer_opens_one_session_however_often_it_is_sent() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let browser = app.anonymous();
    let challenge = ask(&browser, "sign_in").await;
    let answered = answer(&mut owner.device, &challenge);
    let browsers: Vec<_> = (0..6).map(|_| app.anonymous()).collect();
    let tries = browsers.iter().map(|browser| browser.post(SIGN_IN, answered.clone()));
    let answers = join_all(tries).await;
    let opened = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(opened, 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
}

#[actix_web::test]
async fn a_pending_sign_in_can_not_add_a_passkey() {
    let app = TestApp::start().await;
    let _owner = owner(&app, "ann").await;
    let browser = asked(&app, "ann").await;
    assert_eq!(browser.post(PASSKEYS, json!({})).await.status, 401);
    assert_eq!(browser.post(ADD, json!({"ceremony": "", "name": "", "credential": {}})).await.status, 401);
}
