use chrono::Duration;
use serde_json::json;

use super::{ASK, SECOND, SIGN_IN, answer, ask, device::encode, owner, use_passkey, user_id, whoami};
use crate::{second_factor::asked, support::TestApp};

#[actix_web::test]
async fn a_signature_made_elsewhere_or_by_nobody_opens_nothing() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let origin = owner.device.origin.clone();
    for wrong in ["another page", "another host", "asks nobody"] {
        match wrong {
            "another page" => owner.device.origin = "https://shop.example".to_owned(),
            "another host" => owner.device.host = "shop.example".to_owned(),
            _ => owner.device.asks_owner = false,
        }
        let browser = app.anonymous();
        let refused = use_passkey(&browser, &mut owner.device, "sign_in", SIGN_IN).await;
        assert_eq!((refused.status, refused.problem()), (401, "invalid-credentials"), "{wrong}");
        assert!(whoami(&browser).await.is_null(), "{wrong}");
        (owner.device.origin, owner.device.host) = (origin.clone(), "localhost".to_owned());
        owner.device.asks_owner = true;
    }
    assert_eq!(use_passkey(&app.anonymous(), &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
}

#[actix_web::test]
async fn what_was_signed_for_one_challenge_does_not_fit_another() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let browser = app.anonymous();
    let (first, second) = (ask(&browser, "sign_in").await, ask(&browser, "sign_in").await);
    let mut stolen = answer(&mut owner.device, &first);
    stolen["ceremony"] = second["ceremony"].clone();
    assert_eq!(browser.post(SIGN_IN, stolen.clone()).await.status, 401);
    assert_eq!(browser.post(SIGN_IN, stolen).await.status, 409, "the challenge is gone, right or wrong");
    let late = ask(&browser, "sign_in").await;
    app.state.clock.advance(Duration::minutes(5));
    assert_eq!(browser.post(SIGN_IN, answer(&mut owner.device, &late)).await.status, 409);
}

#[actix_web::test]
async fn a_challenge_is_good_for_what_it_was_asked_for() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    let to_confirm = ask(&owner.client, "confirm").await;
    let confirmation = answer(&mut owner.device, &to_confirm);
    assert_eq!(app.anonymous().post(SIGN_IN, confirmation).await.status, 409);
    let browser = asked(&app, "ann").await;
    let to_sign_in = ask(&browser, "sign_in").await;
    assert_eq!(browser.post(SECOND, answer(&mut owner.device, &to_sign_in)).await.status, 409);
}

#[actix_web::test]
async fn a_forged_signature_and_a_forged_owner_open_nothing() {
    let app = TestApp::start().await;
    let (mut ann, bob) = (owner(&app, "ann").await, owner(&app, "bob").await);
    let browser = app.anonymous();
    let challenge = ask(&browser, "sign_in").await;
    let mut forged = answer(&mut ann.device, &challenge);
    forged["credential"]["response"]["signature"] = json!(encode(&[7; 70]));
    assert_eq!(browser.post(SIGN_IN, forged).await.status, 401);
    let challenge = ask(&browser, "sign_in").await;
    let mut renamed = answer(&mut ann.device, &challenge);
    let bobs = user_id(&bob.client).await.uuid();
    renamed["credential"]["response"]["userHandle"] = json!(encode(bobs.as_bytes()));
    assert_eq!(browser.post(SIGN_IN, renamed).await.status, 401, "ann's key does not open bob's account");
    assert!(whoami(&browser).await.is_null());
}

#[actix_web::test]
async fn somebody_elses_passkey_does_not_complete_a_sign_in() {
    let app = TestApp::start().await;
    let (_ann, mut thief) = (owner(&app, "ann").await, owner(&app, "thief").await);
    let browser = asked(&app, "ann").await;
    let challenge = ask(&browser, "second_factor").await;
    let credential = thief.device.get_with_first(&challenge["options"]);
    let body = json!({"ceremony": challenge["ceremony"], "credential": credential});
    let refused = browser.post(SECOND, body).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/credential"]), "{}", refused.text);
    assert!(whoami(&browser).await.is_null());
}

#[actix_web::test]
async fn a_copied_key_whose_counter_stands_still_is_refused() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    assert_eq!(use_passkey(&app.anonymous(), &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
    owner.device.counts_by = 0;
    assert_eq!(use_passkey(&app.anonymous(), &mut owner.device, "sign_in", SIGN_IN).await.status, 401);
    owner.device.counts_by = 1;
    assert_eq!(use_passkey(&app.anonymous(), &mut owner.device, "sign_in", SIGN_IN).await.status, 200);
}

#[actix_web::test]
async fn nobody_is_asked_for_a_passkey_who_has_none_or_is_nobody() {
    let app = TestApp::start().await;
    let (guest, customer) = (app.anonymous(), app.customer("bob").await);
    assert_eq!(guest.post(ASK, json!({"purpose": "confirm"})).await.status, 401);
    assert_eq!(guest.post(ASK, json!({"purpose": "second_factor"})).await.status, 401);
    assert_eq!(customer.post(ASK, json!({"purpose": "confirm"})).await.status, 404);
    assert_eq!(guest.post(ASK, json!({"purpose": "everything"})).await.status, 422);
}

#[actix_web::test]
async fn passkeys_of_others_are_not_there() {
    let app = TestApp::start().await;
    let (ann, bob) = (owner(&app, "ann").await, owner(&app, "bob").await);
    assert_eq!(bob.client.patch(&ann.path, json!({"name": "Mine"})).await.status, 404);
    assert_eq!(bob.client.delete(&ann.path).await.status, 404);
    assert_eq!(ann.client.get(super::PASSKEYS).await.body["items"][0]["name"], "Phone");
}
