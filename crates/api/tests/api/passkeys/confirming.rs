use chrono::Duration;
use serde_json::json;

use super::{CONFIRM, PASSKEYS, answer, ask, owner, use_passkey};
use crate::support::{PASSWORD, TestApp};

#[actix_web::test]
async fn a_passkey_confirms_that_it_is_still_the_owner() {
    let app = TestApp::start().await;
    let mut owner = owner(&app, "ann").await;
    app.state.clock.advance(Duration::minutes(10));
    assert_eq!(owner.client.post(PASSKEYS, json!({})).await.problem(), "confirmation-required");
    let old = owner.client.twin();
    let confirmed = use_passkey(&owner.client, &mut owner.device, "confirm", CONFIRM).await;
    assert_eq!(confirmed.status, 204, "{}", confirmed.text);
    assert_eq!(owner.client.post(PASSKEYS, json!({})).await.status, 200);
    assert_eq!(old.get("/api/v1/me").await.status, 401, "the session has another token");
}

#[actix_web::test]
async fn the_password_does_not_confirm_where_there_is_a_passkey() {
    let app = TestApp::start().await;
    let owner = owner(&app, "ann").await;
    app.state.clock.advance(Duration::minutes(10));
    let refused = owner.client.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/code"]), "{}", refused.text);
    let by_code = owner.client.post("/api/v1/auth/confirm", json!({"code": owner.codes[3]})).await;
    assert_eq!(by_code.status, 204, "{}", by_code.text);
}

#[actix_web::test]
async fn the_challenge_of_one_account_does_not_confirm_in_another() {
    let app = TestApp::start().await;
    let (ann, mut bob) = (owner(&app, "ann").await, owner(&app, "bob").await);
    let challenge = ask(&bob.client, "confirm").await;
    let answered = answer(&mut bob.device, &challenge);
    assert_eq!(ann.client.post(CONFIRM, answered).await.status, 409);
}
