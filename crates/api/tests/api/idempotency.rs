//! Calls that are carried out once, however often they arrive.

use std::sync::Arc;

use chrono::Duration;
use reqwest::Method;
use securecart_api::{http::ApiError, jobs::sweep_sessions};
use securecart_db::idempotency::{Claim, KeyedCall, NewClaim, claim, keep_reached, scope};
use securecart_domain::Permission;
use securecart_dto::endpoint::{KeyRule, TABLE};
use serde_json::{Value, json};

use crate::{
    openapi::operations,
    shopping::{add, assert_ledger_holds, count, on_sale, stock},
    support::{Answer, Client, TestApp},
};

const ADJUSTMENTS: &str = "/api/v1/admin/inventory/adjustments";
const CHECKOUT: &str = "/api/v1/checkout";

async fn post(client: &Client, path: &str, key: &str, body: Value) -> Answer {
    client.call(Method::POST, path, Some(body), &[("idempotency-key", key)]).await
}

fn replayed(answer: &Answer) -> bool {
    answer.header("idempotent-replayed") == "true"
}

/// What a process leaves behind that ended in the middle of every call.
async fn crash(app: &TestApp, effect: bool) {
    let past = (app.state.clock.now() - Duration::seconds(1)).to_rfc3339();
    app.execute(&format!(
        "UPDATE idempotency_keys SET answer_sealed = NULL, has_effect = {effect}, claimed_until = '{past}'"
    ))
    .await;
}

#[actix_web::test]
async fn of_twenty_calls_with_one_key_one_opens_a_checkout_and_all_hear_of_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 1).await;
    let tabs: Vec<_> = (0..20).map(|_| ann.twin()).collect();
    let token = &ann.csrf_token().await;
    let calls = tabs.iter().map(|tab| async move {
        loop {
            let request = tab.request(Method::POST, CHECKOUT).header("x-csrf-token", token);
            let request =
                request.header("idempotency-key", "attempt-1").header("content-type", "application/json");
            let answer = tab.send(request.body("{}")).await;
            match answer.problem() {
                "call-running" => {
                    assert_eq!((answer.status, answer.header("retry-after")), (409, "1"));
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                }
                "unavailable" => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
                _ => return answer,
            }
        }
    });
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    assert!(answers.iter().all(|answer| answer.text == answers[0].text), "{answers:?}");
    let location = |answer: &Answer| answer.header("location").to_owned();
    assert!(
        answers
            .iter()
            .all(|answer| location(answer) == location(&answers[0]) && !location(answer).is_empty())
    );
    assert_eq!(answers.iter().filter(|answer| !replayed(answer)).count(), 1);
    assert_eq!((count(&app, "checkouts", "true").await, app.stripe.sessions().len()), (1, 1));
    assert_ledger_holds(&app).await;
}

/// A shop with one variant of ten units, and the body that counts four.
async fn counting() -> (TestApp, Client, Value) {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let staff = app.staff(&[Permission::WriteInventory]).await;
    let body = json!({"variant_id": mug.variant, "expected_on_hand": 10, "on_hand": 4, "reason": "counted"});
    (app, staff, body)
}

#[actix_web::test]
async fn a_repeated_count_is_answered_as_before_and_not_made_again() {
    let (app, staff, body) = counting().await;
    let first = post(&staff, ADJUSTMENTS, "k", body.clone()).await;
    assert_eq!((first.status, replayed(&first)), (200, false), "{}", first.text);
    let again = post(&staff, ADJUSTMENTS, "k", body).await;
    assert_eq!((again.status, replayed(&again), &again.text), (200, true, &first.text));
    assert_eq!(again.header("content-type"), "application/json");
    assert_eq!(count(&app, "stock_movements", "kind = 'adjustment'").await, 1);
}

#[actix_web::test]
async fn the_same_key_for_something_else_is_refused() {
    let (_app, staff, body) = counting().await;
    assert_eq!(post(&staff, ADJUSTMENTS, "k", body.clone()).await.status, 200);
    let mut other = body;
    other["on_hand"] = json!(5);
    let refused = post(&staff, ADJUSTMENTS, "k", other).await;
    assert_eq!((refused.status, refused.problem()), (422, "idempotency-key-reused"), "{}", refused.text);
    assert!(refused.body["detail"].as_str().unwrap().contains("Idempotency-Key"));
}

#[actix_web::test]
async fn the_same_key_of_somebody_else_is_another_one() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let (ann, bob, guest, other) =
        (app.customer("ann").await, app.customer("bob").await, app.anonymous(), app.anonymous());
    let mut checkouts = Vec::new();
    for shopper in [&ann, &bob, &guest, &other] {
        add(shopper, &mug, 1).await;
        let started = post(shopper, CHECKOUT, "k", json!({})).await;
        assert_eq!((started.status, replayed(&started)), (201, false), "{}", started.text);
        checkouts.push(started.body["checkout_id"].clone());
    }
    checkouts.dedup();
    assert_eq!(checkouts.len(), 4);
    let elsewhere = app.signed_in("ann").await;
    let again = post(&elsewhere, CHECKOUT, "k", json!({})).await;
    assert_eq!(
        (replayed(&again), &again.body["checkout_id"]),
        (true, &checkouts[0]),
        "an account, on every device"
    );
}

#[actix_web::test]
async fn a_call_that_is_under_way_is_a_conflict_also_on_another_instance() {
    let (mut app, staff, body) = counting().await;
    assert_eq!(post(&staff, ADJUSTMENTS, "k", body.clone()).await.status, 200);
    let soon = (app.state.clock.now() + Duration::seconds(30)).to_rfc3339();
    app.execute(&format!("UPDATE idempotency_keys SET answer_sealed = NULL, claimed_until = '{soon}'")).await;
    let elsewhere = staff.twin_at(&app.another_instance());
    for client in [&staff, &elsewhere] {
        let running = post(client, ADJUSTMENTS, "k", body.clone()).await;
        assert_eq!((running.status, running.problem()), (409, "call-running"), "{}", running.text);
        assert_eq!(running.header("retry-after"), "1");
    }
}

#[actix_web::test]
async fn an_answer_outlives_the_process() {
    let (mut app, staff, body) = counting().await;
    let first = post(&staff, ADJUSTMENTS, "k", body.clone()).await;
    let again = post(&staff.twin_at(&app.another_instance()), ADJUSTMENTS, "k", body).await;
    assert_eq!((again.status, replayed(&again), &again.text), (200, true, &first.text));
}

#[actix_web::test]
async fn what_was_cut_off_before_it_did_anything_is_done_when_asked_again() {
    let (app, staff, body) = counting().await;
    let early =
        json!({"variant_id": body["variant_id"], "expected_on_hand": 9, "on_hand": 4, "reason": "counted"});
    assert_eq!(post(&staff, ADJUSTMENTS, "k", early.clone()).await.status, 409);
    let refused = post(&staff, ADJUSTMENTS, "k", early.clone()).await;
    assert!(replayed(&refused), "a refusal is an answer: {}", refused.text);
    crash(&app, false).await;
    app.execute("UPDATE stock_levels SET on_hand = 9").await;
    assert_eq!(post(&staff, ADJUSTMENTS, "k", early).await.status, 200);
}

#[actix_web::test]
async fn what_was_cut_off_after_it_was_done_is_not_done_again() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::WriteProducts]).await;
    let body = json!({"name": "Mug", "price": {"amount_minor": 100, "currency": "USD"}, "status": "active"});
    let first = post(&staff, "/api/v1/admin/products", "k", body.clone()).await;
    let again = post(&staff, "/api/v1/admin/products", "k", body.clone()).await;
    assert_eq!((first.status, again.status, replayed(&again)), (201, 201, true), "{}", again.text);
    assert_eq!(
        (again.header("location"), again.header("etag")),
        (first.header("location"), first.header("etag"))
    );
    assert_eq!(count(&app, "idempotency_keys", "has_effect").await, 1);
    crash(&app, true).await;
    let lost = post(&staff, "/api/v1/admin/products", "k", body).await;
    assert_eq!((lost.status, lost.problem()), (409, "answer-lost"), "{}", lost.text);
    assert_eq!(count(&app, "products", "true").await, 1);
}

#[actix_web::test]
async fn a_checkout_that_was_cut_off_before_its_page_goes_on_and_is_no_second_one() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 1).await;
    let first = post(&ann, CHECKOUT, "k", json!({})).await;
    assert_eq!(first.status, 201, "{}", first.text);
    app.execute("UPDATE checkouts SET provider_session_id = NULL, payment_url = NULL").await;
    crash(&app, false).await;
    // Without the key, another cart would be another checkout.
    add(&ann, &mug, 1).await;
    let again = post(&ann, CHECKOUT, "k", json!({})).await;
    assert_eq!((again.status, &again.text), (201, &first.text));
    assert_eq!((count(&app, "checkouts", "true").await, app.stripe.sessions().len()), (1, 1));
    assert_eq!(stock(&app, &mug).await, (10, 1));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_attempt_that_was_taken_over_commits_nothing() {
    let app = TestApp::start().await;
    let (db, now) = (&app.state.db, app.state.clock.now());
    let claim_at = async |now| {
        let new = NewClaim {
            id: [1; 32],
            fingerprint: [2; 32],
            user_id: None,
            attempt: app.state.clock.uuid(),
            claimed_until: now + Duration::seconds(45),
            expires_at: now + Duration::hours(24),
        };
        claim(&mut db.connection().await.unwrap(), now, &new).await.unwrap()
    };
    let Claim::Yours(slow) = claim_at(now).await else { panic!("nobody else has it") };
    assert!(matches!(claim_at(now).await, Claim::Running(_)));
    let Claim::Yours(fast) = claim_at(now + Duration::seconds(46)).await else {
        panic!("the claim has ended")
    };
    let commits = async |call: KeyedCall| {
        scope(Arc::new(call), db.transaction(async |_tx| Ok::<_, ApiError>(()))).await.is_ok()
    };
    let by_hand = db.transaction(async |tx| Ok::<_, ApiError>(keep_reached(tx, &slow, "chk").await?));
    assert!(by_hand.await.is_err());
    assert!(!commits(slow).await);
    assert!(commits(fast).await);
}

#[actix_web::test]
async fn who_was_not_let_in_may_ask_again_with_the_same_key() {
    let (app, _staff, body) = counting().await;
    let ann = app.customer("ann").await;
    assert_eq!(post(&ann, ADJUSTMENTS, "k", body.clone()).await.status, 403);
    app.execute("INSERT INTO roles (id, name, description) VALUES ('0192f000-0000-7000-8000-000000000001', 'counter', 'counts')").await;
    app.execute(
        "INSERT INTO role_permissions SELECT '0192f000-0000-7000-8000-000000000001', 'write_inventory'",
    )
    .await;
    app.give("ann", "counter").await;
    let counted = post(&ann, ADJUSTMENTS, "k", body).await;
    assert_eq!((counted.status, replayed(&counted)), (200, false), "{}", counted.text);
}

#[actix_web::test]
async fn after_a_day_a_key_is_forgotten() {
    let (app, staff, body) = counting().await;
    post(&staff, ADJUSTMENTS, "k", body).await;
    app.state.clock.advance(Duration::hours(23));
    sweep_sessions(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "idempotency_keys", "true").await, 1);
    app.state.clock.advance(Duration::hours(1));
    sweep_sessions(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "idempotency_keys", "true").await, 0);
}

#[actix_web::test]
async fn operations_that_need_a_key_say_so_and_are_marked_in_the_document() {
    let app = TestApp::start().await;
    let staff = app.staff(Permission::ALL).await;
    let served = operations();
    for row in TABLE {
        let parameters = served[row.operation].2["parameters"].as_array().cloned().unwrap_or_default();
        let named = parameters
            .iter()
            .any(|parameter| parameter["name"] == "Idempotency-Key" && parameter["required"] == json!(true));
        assert_eq!(named, row.key == KeyRule::Required, "{}", row.operation);
        if row.key == KeyRule::Required {
            let path = row.path.replace(['{', '}'], "x");
            let token = staff.csrf_token().await;
            let request = staff.request(Method::POST, &path).header("x-csrf-token", token);
            let refused = staff.send(request.header("content-type", "application/json").body("{}")).await;
            assert_eq!(
                (refused.status, refused.problem()),
                (400, "idempotency-key-needed"),
                "{}",
                row.operation
            );
            assert!(refused.body["detail"].as_str().unwrap().contains("Idempotency-Key"));
        }
    }
}

#[actix_web::test]
async fn what_is_no_key_is_refused_before_anything_is_done() {
    let (app, staff, body) = counting().await;
    for key in [String::new(), "a b".to_owned(), "x".repeat(256)] {
        let refused = post(&staff, ADJUSTMENTS, &key, body.clone()).await;
        assert_eq!((refused.status, refused.problem()), (400, "idempotency-key-needed"), "{key:?}");
    }
    assert_eq!(count(&app, "idempotency_keys", "true").await, 0);
    assert_eq!(post(&staff, ADJUSTMENTS, &"x".repeat(255), body).await.status, 200);
}

#[actix_web::test]
async fn of_sessions_and_secrets_nothing_is_kept() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let first = post(&ann, "/api/v1/me/totp", "k", Value::Null).await;
    let second = post(&ann, "/api/v1/me/totp", "k", Value::Null).await;
    assert_eq!((first.status, second.status), (200, 200), "{}", second.text);
    assert_ne!(first.body["secret"], second.body["secret"]);
    assert_eq!(count(&app, "idempotency_keys", "true").await, 0);
}

#[actix_web::test]
async fn answers_are_sealed_and_go_with_their_account() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let address = json!({
        "name": "Ann Example", "line1": "1 Harbour Street", "city": "Dover", "postcode": "CT16 1AA", "country": "GB"
    });
    let added = post(&ann, "/api/v1/me/addresses", "k", address).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let readable = "position('Harbour'::bytea IN answer_sealed) > 0";
    assert_eq!(count(&app, "idempotency_keys", readable).await, 0);
    assert_eq!(count(&app, "idempotency_keys", "answer_sealed IS NOT NULL AND user_id IS NOT NULL").await, 1);
    let erased = ann.call(Method::DELETE, "/api/v1/me", Some(json!({"username": "ann"})), &[]).await;
    assert_eq!(erased.status, 204, "{}", erased.text);
    assert_eq!(count(&app, "idempotency_keys", "true").await, 0);
}
