//! What is noticed, who is turned away for it, and what staff do about it.

use chrono::Duration;
use reqwest::Method;
use securecart_api::jobs::load_blocks;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::count,
    support::{Client, TestApp},
};

const ON: (&str, &str) = ("SECURECART_RATE_LIMITS", "on");
const BEHIND_PROXY: (&str, &str) = ("SECURECART_TRUSTED_PROXIES", "127.0.0.1");
const EVENTS: &str = "/api/v1/admin/security/events";

/// A shop behind a proxy whose clock stands still.
async fn shop(settings: &[(&str, &str)]) -> TestApp {
    let settings = [&[ON, BEHIND_PROXY], settings].concat();
    let app = TestApp::start_with(&settings).await;
    app.state.clock.stop();
    app
}

/// All events, as kind, source and whether the source is blocked.
async fn events(app: &TestApp) -> Vec<(String, String, bool)> {
    let staff = app.staff(&[Permission::ReadSecurity]).await;
    let page = staff.get(EVENTS).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let text = |event: &Value, name: &str| event[name].as_str().unwrap().to_owned();
    let items = page.body["items"].as_array().unwrap().clone();
    assert_eq!(page.body["total"], items.len());
    items
        .iter()
        .map(|item| (text(item, "kind"), text(item, "source"), !item["blocked_until"].is_null()))
        .collect()
}

fn one(kind: &str, source: &str, blocked: bool) -> Vec<(String, String, bool)> {
    vec![(kind.to_owned(), source.to_owned(), blocked)]
}

/// Looks for files of other programs until it is noticed.
async fn scan(client: &Client) {
    for path in ["/.env", "/wp-login.php", "/.git/config", "/phpmyadmin/", "/xmlrpc.php"] {
        client.get(path).await;
    }
}

#[actix_web::test]
async fn whoever_looks_for_other_programs_is_turned_away_for_a_quarter_of_an_hour() {
    let app = shop(&[]).await;
    let (scanner, neighbour) = (app.anonymous_at("203.0.113.9"), app.anonymous_at("203.0.113.10"));
    for _ in 0..20 {
        assert_ne!(scanner.get("/.env").await.status, 429, "one old link is no attack");
    }
    scan(&scanner).await;
    let refused = scanner.get("/api/v1/products").await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "901"));
    assert_eq!(scanner.get("/").await.status, 429, "the whole shop is shut");
    assert_eq!(neighbour.get("/api/v1/products").await.status, 200);
    assert_eq!(events(&app).await, one("path_scanning", "203.0.113.9", true));
    let audited = "event = 'intrusion_detected' AND address = '203.0.113.9'";
    assert_eq!(count(&app, "audit_events", audited).await, 1);
    app.state.clock.advance(Duration::minutes(15));
    assert_eq!(scanner.get("/api/v1/products").await.status, 200);
}

#[actix_web::test]
async fn whoever_probes_ids_is_turned_away_and_whoever_asks_twice_for_one_is_not() {
    let app = shop(&[]).await;
    app.account("ann").await;
    let ann = app.anonymous_at("203.0.113.9");
    ann.login("ann", crate::support::PASSWORD).await;
    let order = |number: u32| format!("/api/v1/me/orders/ord_0192f0000000700080000000{number:08x}");
    for _ in 0..25 {
        assert_eq!(ann.get(&order(1)).await.status, 404);
    }
    for number in 2..=20 {
        assert_eq!(ann.get(&order(number)).await.status, 404);
    }
    assert_eq!(ann.get(&order(21)).await.status, 429);
    assert_eq!(events(&app).await, one("id_probing", "203.0.113.9", true));
}

#[actix_web::test]
async fn trying_many_names_from_one_address_is_noticed() {
    let app = shop(&[("SECURECART_INTRUSION_SPRAYED_ACCOUNTS", "5")]).await;
    let attacker = app.anonymous_at("203.0.113.9");
    for number in 0..5 {
        attacker.login(&format!("user{number}"), "autumn2026").await;
    }
    assert_eq!(attacker.get("/api/v1/products").await.status, 429);
    assert_eq!(events(&app).await, one("password_spraying", "203.0.113.9", true));
}

#[actix_web::test]
async fn trying_one_account_from_many_addresses_is_noticed_and_turns_nobody_away() {
    let app = shop(&[("SECURECART_INTRUSION_ADDRESSES_PER_ACCOUNT", "3")]).await;
    let user = app.account("ann").await;
    for number in 1..=3 {
        app.anonymous_at(&format!("203.0.{number}.9")).login("ann", "wrong").await;
    }
    assert_eq!(events(&app).await, one("account_targeted", &user.to_string(), false));
}

#[actix_web::test]
async fn forged_webhooks_and_forged_requests_are_noticed() {
    let app =
        shop(&[("SECURECART_INTRUSION_FORGED_WEBHOOKS", "3"), ("SECURECART_INTRUSION_FORGED_REQUESTS", "3")])
            .await;
    let (one, two) = (app.anonymous_at("203.0.113.1"), app.anonymous_at("203.0.113.2"));
    for _ in 0..3 {
        let hook =
            one.request(Method::POST, "/api/v1/webhooks/stripe").header("stripe-signature", "t=1,v1=00");
        assert_eq!(one.send(hook.body("{}")).await.status, 400);
        let login = two.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", "a.b");
        assert_eq!(two.send(login.json(&json!({"identifier": "a", "password": "b"}))).await.status, 403);
    }
    let mut found = events(&app).await;
    found.sort();
    let expected = [("forged_requests", "203.0.113.2"), ("forged_webhooks", "203.0.113.1")];
    assert_eq!(found, expected.map(|(kind, source)| (kind.to_owned(), source.to_owned(), true)));
}

#[actix_web::test]
async fn an_account_that_tries_what_it_may_not_do_is_noticed() {
    let app = shop(&[("SECURECART_INTRUSION_REFUSED_OPERATIONS", "2")]).await;
    let user = app.account("ann").await;
    let ann = app.signed_in("ann").await;
    for path in ["/api/v1/admin/orders", "/api/v1/admin/products"] {
        assert_eq!(ann.get(path).await.status, 403);
    }
    assert_eq!(events(&app).await, one("permission_probing", &user.to_string(), false));
}

#[actix_web::test]
async fn neither_this_machine_nor_the_proxy_is_ever_turned_away() {
    let app = shop(&[]).await;
    scan(&app.anonymous()).await;
    assert_eq!(app.anonymous().get("/api/v1/products").await.status, 200);
    assert_eq!(events(&app).await, one("path_scanning", "127.0.0.1", false));
}

#[actix_web::test]
async fn detection_and_blocks_can_be_switched_off_apart() {
    let app = shop(&[("SECURECART_INTRUSION_DETECTION", "off")]).await;
    scan(&app.anonymous_at("203.0.113.9")).await;
    assert_eq!(events(&app).await, []);
    let app = shop(&[("SECURECART_INTRUSION_BLOCK_MINUTES", "0")]).await;
    let scanner = app.anonymous_at("203.0.113.9");
    scan(&scanner).await;
    assert_eq!(scanner.get("/api/v1/products").await.status, 200);
    assert_eq!(events(&app).await, one("path_scanning", "203.0.113.9", false));
}

#[actix_web::test]
async fn staff_acknowledge_once_and_what_goes_on_is_another_event() {
    let app = shop(&[("SECURECART_INTRUSION_BLOCK_MINUTES", "0")]).await;
    let staff = app.staff(&[Permission::ReadSecurity, Permission::WriteSecurity]).await;
    let scanner = app.anonymous_at("203.0.113.9");
    scan(&scanner).await;
    scanner.get("/.env").await;
    let open = staff.get(&format!("{EVENTS}?state=open")).await.body["items"][0].clone();
    assert_eq!((&open["occurrences"], &open["severity"]), (&json!(2), &json!("low")));
    let path = format!("{EVENTS}/{}", open["id"].as_str().unwrap());
    let seen = staff.post(&format!("{path}/acknowledge"), json!({})).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    assert!(seen.body["acknowledged_by"].as_str().unwrap().starts_with("staff"));
    assert_eq!(staff.post(&format!("{path}/acknowledge"), json!({})).await.problem(), "conflict");
    assert_eq!(staff.get(&path).await.body, seen.body);
    assert_eq!(staff.get(&format!("{EVENTS}?state=open")).await.body["total"], 0);
    assert_eq!(staff.get(&format!("{EVENTS}?state=acknowledged")).await.body["total"], 1);
    scanner.get("/.env").await;
    assert_eq!(staff.get(EVENTS).await.body["total"], 2);
    let row = "event = 'security_event_acknowledged' AND outcome = 'success' AND actor_user_id IS NOT NULL";
    assert_eq!(count(&app, "audit_events", row).await, 1);
}

#[actix_web::test]
async fn a_block_that_is_lifted_stays_lifted_here_and_on_other_instances() {
    let mut app = shop(&[]).await;
    let staff = app.staff(&[Permission::ReadSecurity, Permission::WriteSecurity]).await;
    let scanner = app.anonymous_at("203.0.113.9");
    scan(&scanner).await;
    load_blocks(app.state.clone()).await.unwrap();
    assert_eq!(scanner.get("/").await.status, 429, "a restart forgets no block");
    let blocked = staff.get(&format!("{EVENTS}?state=blocked")).await.body;
    assert_eq!(blocked["total"], 1);
    let path = format!("{EVENTS}/{}", blocked["items"][0]["id"].as_str().unwrap());
    let lifted = staff.post(&format!("{path}/lift"), json!({})).await;
    assert_eq!((lifted.status, &lifted.body["blocked_until"]), (200, &Value::Null));
    assert_eq!(staff.post(&format!("{path}/lift"), json!({})).await.problem(), "conflict");
    assert_ne!(scanner.get("/").await.status, 429);
    load_blocks(app.state.clone()).await.unwrap();
    scanner.get("/.env").await;
    assert_ne!(scanner.get("/").await.status, 429, "who was let in is not shut out again at once");
    let elsewhere = Client::at(&app.another_instance(), "203.0.113.9");
    assert_ne!(elsewhere.get("/").await.status, 429);
    assert_eq!(count(&app, "audit_events", "event = 'security_block_lifted'").await, 1);
}

#[actix_web::test]
async fn filters_and_cursors_of_events_are_judged() {
    let app = shop(&[("SECURECART_INTRUSION_SCANNED_PATHS", "1")]).await;
    let staff = app.staff(&[Permission::ReadSecurity]).await;
    for number in 1..=3 {
        app.anonymous_at(&format!("203.0.113.{number}")).get("/.env").await;
    }
    let first = staff.get(&format!("{EVENTS}?limit=2")).await.body;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["total"]), (2, &json!(3)));
    assert_eq!(first["items"][0]["source"], "203.0.113.3", "newest first");
    let next = first["next_cursor"].as_str().unwrap();
    let second = staff.get(&format!("{EVENTS}?limit=2&cursor={next}")).await.body;
    assert_eq!(
        (&second["items"][0]["source"], &second["next_cursor"]),
        (&json!("203.0.113.1"), &Value::Null)
    );
    assert_eq!(staff.get(&format!("{EVENTS}?source=203.0.113.2")).await.body["total"], 1);
    assert_eq!(staff.get(&format!("{EVENTS}?kind=id_probing")).await.body["total"], 0);
    assert_eq!(staff.get(&format!("{EVENTS}?severity=low")).await.body["total"], 3);
    for wrong in ["kind=x", "state=x", "severity=x", "limit=0", "cursor=x", "page=2"] {
        assert_eq!(staff.get(&format!("{EVENTS}?{wrong}")).await.status, 422, "{wrong}");
    }
    assert_eq!(staff.get(&format!("{EVENTS}/sev_x")).await.status, 404);
}
