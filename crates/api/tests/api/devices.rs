//! Where an account is signed in: listed for its owner, and ended by nobody else.

use actix_web::cookie::{Cookie, CookieJar, Key};
use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, PASSWORD, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Signs in as a browser of that name.
async fn signed_in_with(app: &TestApp, name: &str, agent: &str) -> Client {
    let client = app.anonymous();
    let token = client.csrf_token().await;
    let login = client
        .request(Method::POST, "/api/v1/auth/login")
        .header("x-csrf-token", token)
        .header("user-agent", agent)
        .json(&json!({"identifier": name, "password": PASSWORD}));
    assert_eq!(client.send(login).await.status, 200);
    client
}

async fn devices(client: &Client) -> Vec<Value> {
    let answer = client.get("/api/v1/me/sessions").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["items"].as_array().unwrap().clone()
}

/// A problem without what is different for every request.
fn without_request_id(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    body["request_id"] = Value::Null;
    body
}

#[actix_web::test]
async fn the_list_tells_devices_addresses_and_which_one_asks() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let phone = signed_in_with(&app, "ann", FIREFOX).await;
    app.state.clock.advance(chrono::Duration::minutes(5));
    let here = signed_in_with(&app, "ann", "curl/8.5.0").await;
    app.customer("bob").await;
    let list = devices(&here).await;
    assert_eq!(list.len(), 2);
    let told = |row: &Value| (row["device"].clone(), row["address"].clone(), row["current"].clone());
    assert_eq!(told(&list[0]), (json!("curl"), json!("127.0.0.1"), json!(true)));
    assert_eq!(told(&list[1]), (json!("Firefox on Linux"), json!("127.0.0.1"), json!(false)));
    assert!(list[1]["last_seen_at"].as_str() < list[0]["last_seen_at"].as_str());
    let before = list[1]["last_seen_at"].clone();
    app.state.clock.advance(chrono::Duration::minutes(5));
    assert_eq!(phone.get("/api/v1/me").await.status, 200);
    let list = devices(&here).await;
    assert!(list[1]["last_seen_at"].as_str() > before.as_str());
    let page = here.get("/api/v1/me/sessions?limit=1").await;
    let next = page.body["next_cursor"].as_str().unwrap();
    let rest = here.get(&format!("/api/v1/me/sessions?limit=1&cursor={next}")).await;
    assert_eq!((&rest.body["items"][0]["id"], &rest.body["next_cursor"]), (&list[1]["id"], &Value::Null));
}

#[actix_web::test]
async fn a_session_that_is_ended_elsewhere_is_signed_out() {
    let app = TestApp::start().await;
    let here = app.customer("ann").await;
    let (phone, tablet) = (app.signed_in("ann").await, app.signed_in("ann").await);
    let list = devices(&phone).await;
    let own = list.iter().find(|row| row["current"] == true).unwrap()["id"].as_str().unwrap();
    assert_eq!(here.delete(&format!("/api/v1/me/sessions/{own}")).await.status, 204);
    assert_eq!(phone.get("/api/v1/me").await.status, 401);
    assert_eq!(here.delete(&format!("/api/v1/me/sessions/{own}")).await.status, 404, "it is gone");
    let answer = here.delete("/api/v1/me/sessions").await;
    assert_eq!((answer.status, &answer.body["ended"]), (200, &json!(1)));
    assert_eq!(tablet.get("/api/v1/me").await.status, 401);
    assert_eq!(here.get("/api/v1/me").await.status, 200);
    let written = "SELECT count(*) AS number FROM audit_events WHERE event = 'session_ended'";
    assert_eq!(app.number(written).await, 2);
}

#[actix_web::test]
async fn somebody_elses_session_does_not_exist() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let foreign = devices(&bob).await[0]["id"].as_str().unwrap().to_owned();
    let absent = format!("ses_{}", app.state.clock.uuid().simple());
    let foreign = ann.delete(&format!("/api/v1/me/sessions/{foreign}")).await;
    let absent = ann.delete(&format!("/api/v1/me/sessions/{absent}")).await;
    assert_eq!((foreign.status, absent.status), (404, 404));
    assert_eq!(without_request_id(&foreign), without_request_id(&absent));
    assert_eq!(bob.get("/api/v1/me").await.status, 200);
}

#[actix_web::test]
async fn the_eleventh_session_ends_the_oldest() {
    let app = TestApp::start().await;
    let oldest = app.customer("ann").await;
    let second = app.signed_in("ann").await;
    for _ in 0..8 {
        app.signed_in("ann").await;
    }
    assert_eq!(oldest.get("/api/v1/me").await.status, 200, "ten are fine");
    let logins = (0..3).map(|_| async { app.signed_in("ann").await });
    let newest = futures_util::future::join_all(logins).await;
    for client in &newest {
        assert_eq!(client.get("/api/v1/me").await.status, 200);
    }
    assert_eq!(oldest.get("/api/v1/me").await.status, 401);
    assert_eq!(second.get("/api/v1/me").await.status, 401);
    let all = "SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL";
    assert_eq!(app.number(all).await, 10);
}

#[actix_web::test]
async fn staff_are_signed_out_sooner() {
    let app = TestApp::start().await;
    let idle = app.staff(&[Permission::ReadOrders]).await;
    let busy = app.staff(&[Permission::ReadOrders]).await;
    let path = "/api/v1/admin/orders";
    for _ in 0..34 {
        app.state.clock.advance(chrono::Duration::minutes(14));
        assert_eq!(busy.get(path).await.status, 200);
    }
    assert_eq!(idle.get(path).await.status, 401, "a quarter of an hour unused");
    app.state.clock.advance(chrono::Duration::minutes(14));
    assert_eq!(busy.get(path).await.status, 401, "eight hours in use");
}

#[actix_web::test]
async fn the_limits_of_sessions_are_settings() {
    let settings = [("SECURECART_SESSION_IDLE_MINUTES", "2"), ("SECURECART_SESSION_HOURS", "1")];
    let app = TestApp::start_with(&settings).await;
    let client = app.customer("ann").await;
    app.state.clock.advance(chrono::Duration::minutes(3));
    assert_eq!(client.get("/api/v1/me").await.status, 401);
}

#[actix_web::test]
async fn nothing_in_the_database_opens_a_session() {
    let app = TestApp::start().await;
    let client = app.customer("ann").await;
    let token = token_of(&client);
    let stored = app
        .number(&format!("SELECT count(*) AS number FROM sessions s WHERE s::text LIKE '%{token}%'"))
        .await;
    assert_eq!(stored, 0, "the token itself is stored");
    let hash =
        "SELECT count(*) AS number FROM sessions WHERE token_hash = sha256(convert_to($$TOKEN$$, 'UTF8'))";
    assert_eq!(app.number(&hash.replace("TOKEN", &token)).await, 1, "the test knows the token");
    // What a thief of the table has, put into a cookie as the server would: the server hashes it once more.
    let row = devices(&client).await[0]["id"].as_str().unwrap().to_owned();
    for stolen in [row, hex_of_hash(&token)] {
        let thief = app.anonymous();
        let request = thief.request(Method::GET, "/api/v1/me").header("cookie", sealed(&stolen));
        assert_eq!(thief.send(request).await.status, 401);
    }
    let owner = app.anonymous();
    let request = owner.request(Method::GET, "/api/v1/me").header("cookie", sealed(&token));
    assert_eq!(owner.send(request).await.status, 200, "the test seals cookies as the server does");
}

/// The key that the shop of a test encrypts its cookies with.
fn key() -> Key {
    Key::derive_from(b"q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi")
}

const COOKIE: &str = "__Host-securecart";

/// The token inside of a client's cookie.
fn token_of(client: &Client) -> String {
    let mut jar = CookieJar::new();
    jar.add_original(Cookie::parse_encoded(client.cookie().unwrap()).unwrap().into_owned());
    jar.private(&key()).get(COOKIE).expect("the cookie opens").value().to_owned()
}

/// A cookie with that in it.
fn sealed(token: &str) -> String {
    let mut jar = CookieJar::new();
    jar.private_mut(&key()).add(Cookie::new(COOKIE, token.to_owned()));
    jar.get(COOKIE).unwrap().encoded().to_string()
}

fn hex_of_hash(token: &str) -> String {
    hex::encode(securecart_api::auth::token::hash(token))
}

#[actix_web::test]
async fn two_hundred_slow_requests_revive_no_session_that_is_logged_out() {
    let app = TestApp::start().await;
    app.account("ann").await;
    let client = app.anonymous();
    for round in 0..200 {
        assert_eq!(client.login("ann", PASSWORD).await.status, 200);
        let token = client.csrf_token().await;
        let slow = client.request(Method::PATCH, "/api/v1/me").header("x-csrf-token", &token);
        let slow = slow.json(&json!({"full_name": format!("Ann {round}")}));
        let tab = client.twin();
        let logout = tab.request(Method::POST, "/api/v1/auth/logout").header("x-csrf-token", &token);
        let (changed, left) = futures_util::future::join(tab.twin().send(slow), client.send(logout)).await;
        assert!([200, 401, 403].contains(&changed.status), "{}", changed.text);
        assert_eq!(left.status, 204, "{}", left.text);
        let alive = "SELECT count(*) AS number FROM sessions WHERE user_id IS NOT NULL";
        assert_eq!(app.number(alive).await, 0, "{}", changed.text);
    }
}
