//! What customers are asked for and may refuse.

use serde_json::json;

use super::{CONSENTS, news};
use crate::{
    shopping::count,
    support::{PASSWORD, TestApp},
};

#[actix_web::test]
async fn consent_is_nobodys_until_it_is_given_and_is_taken_back_as_easily() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let asked = ann.get(CONSENTS).await.body["items"][0].clone();
    assert_eq!((&asked["purpose"], &asked["given"]), (&json!("marketing_email"), &json!(false)));
    assert_eq!((&asked["given_at"], &asked["withdrawn_at"]), (&json!(null), &json!(null)));
    let given = ann.put(CONSENTS, news(true)).await;
    assert_eq!(given.status, 200, "{}", given.text);
    assert_eq!(given.body["items"][0]["given"], true);
    assert_eq!(ann.put(CONSENTS, news(true)).await.status, 200, "said twice is said once");
    let taken = ann.put(CONSENTS, news(false)).await.body["items"][0].clone();
    assert_eq!(taken["given"], false);
    assert!(taken["given_at"].is_string() && taken["withdrawn_at"].is_string(), "{taken}");
    assert_eq!(ann.put(CONSENTS, news(false)).await.status, 200);
    assert_eq!(count(&app, "consents", "source = 'profile'").await, 2);
    assert_eq!(count(&app, "audit_events", "event LIKE 'consent_%'").await, 2);
    let bob = app.customer("bob").await;
    assert_eq!(bob.get(CONSENTS).await.body["items"][0]["given"], false);
}

#[actix_web::test]
async fn consent_to_other_words_is_none_and_withdrawing_needs_no_words() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let mut old = news(true);
    old["consents"][0]["text_version"] = json!(7);
    let refused = ann.put(CONSENTS, old.clone()).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/consents/0/text_version"]));
    assert_eq!(ann.put(CONSENTS, news(true)).await.status, 200);
    old["consents"][0]["given"] = json!(false);
    assert_eq!(ann.put(CONSENTS, old).await.body["items"][0]["given"], false);
    let unknown = json!({"consents": [{"purpose": "profiling", "text_version": 1, "given": true}]});
    assert_eq!(ann.put(CONSENTS, unknown).await.status, 422);
}

#[actix_web::test]
async fn whoever_opens_an_account_is_asked_and_agrees_to_nothing_by_leaving_it_out() {
    let app = TestApp::start().await;
    for (name, more, given) in [("ann", json!({}), false), ("bob", news(true), true)] {
        let client = app.anonymous();
        let mut account =
            json!({"username": name, "email": format!("{name}@example.org"), "password": PASSWORD});
        account.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let opened = client.post("/api/v1/auth/register", account).await;
        assert_eq!(opened.status, 201, "{}", opened.text);
        assert_eq!(client.get(CONSENTS).await.body["items"][0]["given"], given, "{name}");
    }
    assert_eq!(count(&app, "consents", "source = 'registration' AND given").await, 1);
}

#[actix_web::test]
async fn the_record_can_not_be_changed_while_the_account_is_open() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    assert_eq!(ann.put(CONSENTS, news(true)).await.status, 200);
    for sql in ["UPDATE consents SET given = false", "DELETE FROM consents"] {
        let refused = app.refused(sql).await;
        assert!(refused.contains("consents is append-only"), "{sql}: {refused}");
    }
}
