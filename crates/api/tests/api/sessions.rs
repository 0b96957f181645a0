//! Sessions: rotated, removable, and never revived.

use reqwest::Method;
use serde_json::json;

use crate::{
    shopping::on_sale,
    support::{Client, PASSWORD, TestApp},
};

#[actix_web::test]
async fn signing_in_changes_the_token_and_the_old_one_is_dead() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let client = app.anonymous();
    client.get("/api/v1/auth/session").await;
    let before = client.twin();
    assert_eq!(client.login("ann", PASSWORD).await.status, 200);
    assert_ne!(client.cookie(), before.cookie());
    assert_eq!(client.get("/api/v1/me").await.status, 200);
    assert_eq!(before.get("/api/v1/me").await.status, 401);
}

#[actix_web::test]
async fn a_session_that_an_attacker_prepared_is_not_adopted() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let forged =
        client.request(Method::GET, "/api/v1/auth/session").header("cookie", "__Host-securecart=chosen");
    let answer = client.send(forged).await;
    assert_eq!(answer.status, 200);
    assert!(!client.cookie().unwrap().contains("chosen"));
}

#[actix_web::test]
async fn logging_out_removes_the_session_on_the_server() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let thief = client.twin();
    let answer = client.call(Method::POST, "/api/v1/auth/logout", None, &[]).await;
    assert_eq!(answer.status, 204);
    assert!(answer.header("clear-site-data").contains("storage"));
    assert_eq!(client.cookie(), None);
    assert_eq!(thief.get("/api/v1/me").await.status, 401);
}

#[actix_web::test]
async fn a_slow_request_does_not_revive_what_logout_ended() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    for _ in 0..200 {
        app.execute("DELETE FROM sessions").await;
        let client = app.anonymous();
        let token = client.csrf_token().await;
        // The first thing in a guest's cart writes the session, while logout removes it.
        let slow = client.request(Method::POST, "/api/v1/cart/items").header("x-csrf-token", &token);
        let slow = slow.json(&json!({"variant_id": mug.variant, "quantity": 1}));
        let logout = client.request(Method::POST, "/api/v1/auth/logout").header("x-csrf-token", &token);
        let (added, left) = futures_util::future::join(client.send(slow), client.twin().send(logout)).await;
        assert!([200, 401, 403].contains(&added.status), "{}", added.text);
        assert_eq!(left.status, 204, "{}", left.text);
        assert_eq!(app.number("SELECT count(*) AS number FROM sessions").await, 0, "{}", added.text);
    }
}

#[actix_web::test]
async fn sessions_end_by_time_whether_used_or_not() {
    let app = TestApp::start().await;
    let idle = app.customer("ann").await;
    let busy = app.customer("bob").await;
    for _ in 0..24 {
        app.state.clock.advance(chrono::Duration::minutes(59));
        let status = busy.get("/api/v1/me").await.status;
        assert_eq!(status, 200);
    }
    assert_eq!(idle.get("/api/v1/me").await.status, 401, "an hour unused");
    app.state.clock.advance(chrono::Duration::minutes(30));
    assert_eq!(busy.get("/api/v1/me").await.status, 401, "a day in use");
}

#[actix_web::test]
async fn changing_the_password_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let here = app.customer("ann").await;
    let elsewhere = app.signed_in("ann").await;
    let wrong = here
        .put(
            "/api/v1/me/password",
            json!({"current_password": "not it at all", "new_password": "another quiet lamp"}),
        )
        .await;
    assert_eq!((wrong.status, wrong.pointers()), (422, vec!["/current_password"]));
    let answer = here
        .put(
            "/api/v1/me/password",
            json!({"current_password": PASSWORD, "new_password": "another quiet lamp"}),
        )
        .await;
    assert_eq!(answer.status, 204, "{}", answer.text);
    assert_eq!(here.get("/api/v1/me").await.status, 200);
    assert_eq!(elsewhere.get("/api/v1/me").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    assert_eq!(app.anonymous().login("ann", "another quiet lamp").await.status, 200);
}

/// Holds a row until a condition is true. Whoever waits for the row goes on only then, in the order in which they came.
fn hold(row: &str, until: &str) -> String {
    format!(
        "BEGIN; {row} FOR UPDATE; DO $$ BEGIN WHILE NOT ({until}) LOOP PERFORM pg_sleep(0.01); \
         PERFORM pg_stat_clear_snapshot(); END LOOP; END $$; COMMIT"
    )
}

/// Connections to this test's database that wait for a row.
const WAITING: &str = "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
     AND wait_event_type = 'Lock')";

/// Waits until so many wait for a row, and the row is held.
async fn waiting(app: &TestApp, many: i64) {
    let held = "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'BEGIN;%' \
         AND wait_event = 'PgSleep')";
    let both = format!("SELECT CASE WHEN {held} > 0 THEN {WAITING} ELSE -1 END AS number");
    while app.number(&both).await < many {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

fn new_password(client: &Client, token: &str) -> reqwest::RequestBuilder {
    let body = json!({"current_password": PASSWORD, "new_password": "another quiet lamp"});
    client.request(Method::PUT, "/api/v1/me/password").header("x-csrf-token", token).json(&body)
}

fn logout(client: &Client, token: &str) -> reqwest::RequestBuilder {
    client.request(Method::POST, "/api/v1/auth/logout").header("x-csrf-token", token)
}

#[actix_web::test]
async fn a_password_is_not_changed_by_a_session_that_is_ended_meanwhile() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let (tab, token) = (client.twin(), client.csrf_token().await);
    // The change has judged the old password and waits for the account while the other tab signs out.
    let hold = hold("SELECT FROM users", "NOT EXISTS (SELECT FROM sessions WHERE user_id IS NOT NULL)");
    let change = async {
        waiting(&app, 0).await;
        client.send(new_password(&client, &token)).await
    };
    let leave = async {
        waiting(&app, 1).await;
        tab.send(logout(&tab, &token)).await
    };
    let ((), changed, left) = tokio::join!(app.execute(&hold), change, leave);
    assert_eq!(
        (changed.status, changed.problem(), left.status),
        (401, "not-signed-in", 204),
        "{}",
        changed.text
    );
    assert_eq!(app.number("SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL").await, 0);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200, "the old password is still the one");
}

#[actix_web::test]
async fn a_session_that_a_change_of_password_renewed_dies_with_the_old_one() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let (tab, token) = (client.twin(), client.csrf_token().await);
    // Both wait for the session, the change first: it is done when the other tab gets to end what it came with. So that
    // it is the change itself that waits, and not the try to say the password, the account is held until the session is.
    let of_this_test = "database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let both_held = format!("EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND {of_this_test})");
    let account = hold("SELECT FROM users", &both_held);
    let session = hold("SELECT FROM sessions", &format!("pg_try_advisory_xact_lock(1) AND {WAITING} >= 2"));
    let change = async {
        waiting(&app, 0).await;
        client.send(new_password(&client, &token)).await
    };
    let hold_session = async {
        waiting(&app, 1).await;
        app.execute(&session).await;
    };
    let leave = async {
        app.execute(&account).await;
        waiting(&app, 1).await;
        tab.send(logout(&tab, &token)).await
    };
    let (changed, (), left) = tokio::join!(change, hold_session, leave);
    assert!([204, 401].contains(&changed.status), "{}", changed.text);
    assert_eq!(left.status, 204, "{}", left.text);
    assert_eq!(app.number("SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL").await, 0);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    assert_eq!(
        app.anonymous().login("ann", "another quiet lamp").await.status,
        200,
        "the change itself was done"
    );
}

#[actix_web::test]
async fn the_cookie_is_host_only_secure_and_out_of_reach_of_scripts() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/api/v1/auth/session").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-securecart="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie} lacks {part}");
    }
    assert!(!cookie.contains("Domain"));
}

#[actix_web::test]
async fn tabs_that_ask_at_once_after_signing_in_all_get_a_good_token() {
    let app = TestApp::start().await;
    for round in 0..10 {
        let client = app.customer(&format!("ann{round}")).await;
        let (one, two) = (client.twin(), client.twin());
        let change = json!({"full_name": "Ann"});
        let (first, second) = futures_util::future::join(
            one.patch("/api/v1/me", change.clone()),
            two.patch("/api/v1/me", change.clone()),
        )
        .await;
        assert_eq!((first.status, second.status), (200, 200), "{} {}", first.text, second.text);
    }
}
