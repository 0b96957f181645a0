//! Sign-ins of which owners are told, since somebody else may have made them (ASVS 6.3.5).

use serde_json::json;

use crate::{
    passkeys::{self, SIGN_IN, use_passkey},
    second_factor::{asked, give, guarded},
    shopping::count,
    support::{Client, PASSWORD, TestApp},
};

/// How many mails of that kind were promised.
async fn told(app: &TestApp, what: &str) -> i64 {
    count(app, "outbox", &format!("payload #>> '{{notice,what}}' = '{what}'")).await
}

/// A browser that the account has not seen.
async fn signs_in(app: &TestApp, name: &str) -> Client {
    let browser = app.anonymous();
    assert_eq!(browser.login(name, PASSWORD).await.status, 200);
    browser
}

#[actix_web::test]
async fn a_browser_is_new_to_an_account_once() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let phone = signs_in(&app, "ann").await;
    assert_eq!(told(&app, "new_device").await, 1);
    assert_eq!(phone.login("ann", PASSWORD).await.status, 200);
    assert_eq!(phone.login("ann@example.org", PASSWORD).await.status, 200);
    assert_eq!(told(&app, "new_device").await, 1, "by whichever name it signs in, it is the same browser");
    app.account("bob").await;
    assert_eq!(phone.login("bob", PASSWORD).await.status, 200);
    assert_eq!(told(&app, "new_device").await, 2, "to another account it is new");
    signs_in(&app, "ann").await;
    assert_eq!(told(&app, "new_device").await, 3, "and another browser is new to the first");
    let device = count(&app, "outbox", "payload #>> '{notice,device}' = 'Unknown device'").await;
    assert_eq!(device, 3, "the owner is told what it calls itself");
}

#[actix_web::test]
async fn a_browser_that_was_away_for_half_a_year_is_new_again() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let phone = signs_in(&app, "ann").await;
    app.state.clock.advance(chrono::Duration::days(181));
    assert_eq!(phone.login("ann", PASSWORD).await.status, 200);
    assert_eq!(told(&app, "new_device").await, 2);
}

#[actix_web::test]
async fn whoever_opens_an_account_is_not_told_of_it() {
    let app = TestApp::start().await;
    let browser = app.anonymous();
    let body = json!({"username": "ann", "email": "ann@example.org", "password": PASSWORD});
    assert_eq!(browser.post("/api/v1/auth/register", body).await.status, 201);
    assert_eq!(browser.login("ann", PASSWORD).await.status, 200);
    assert_eq!(told(&app, "new_device").await, 0);
}

#[actix_web::test]
async fn a_wrong_password_on_a_new_device_is_not_told() {
    let app = TestApp::start().await;
    app.account("ann").await;
    assert_eq!(app.anonymous().login("ann", "wrong").await.status, 401);
    assert_eq!(told(&app, "new_device").await, 0);
}

#[actix_web::test]
async fn with_a_second_factor_a_device_is_new_when_the_code_was_right() {
    let app = TestApp::start().await;
    let owner = guarded(&app, "ann").await;
    let before = told(&app, "new_device").await;
    let browser = asked(&app, "ann").await;
    assert_eq!(told(&app, "new_device").await, before, "nobody is signed in yet");
    assert_eq!(give(&browser, &owner.phone.code(&app, 0)).await.status, 200);
    assert_eq!(told(&app, "new_device").await, before + 1);
}

#[actix_web::test]
async fn a_passkey_makes_a_browser_known_too() {
    let app = TestApp::start().await;
    let mut owner = passkeys::owner(&app, "ann").await;
    let before = told(&app, "new_device").await;
    let browser = app.anonymous();
    assert_eq!(use_passkey(&browser, &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
    assert_eq!(told(&app, "new_device").await, before + 1);
    assert_eq!(use_passkey(&browser, &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
    assert_eq!(told(&app, "new_device").await, before + 1);
}

#[actix_web::test]
async fn success_after_five_failures_is_told_and_after_four_it_is_not() {
    let app = TestApp::start().await;
    let owner = app.customer("ann").await;
    let fail = async |times| {
        for _ in 0..times {
            assert_eq!(owner.login("ann", "wrong").await.status, 401);
        }
        assert_eq!(owner.login("ann", PASSWORD).await.status, 200);
    };
    fail(4).await;
    assert_eq!(told(&app, "opened_after_failures").await, 0);
    fail(5).await;
    assert_eq!(told(&app, "opened_after_failures").await, 1);
    assert_eq!(count(&app, "outbox", "payload #>> '{notice,failures}' = '5'").await, 1);
    fail(0).await;
    assert_eq!(told(&app, "opened_after_failures").await, 1, "a complete sign-in begins anew");
}
