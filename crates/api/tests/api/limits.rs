//! How often anybody may do what, and who counts as one caller.

use std::{fmt::Write as _, fs, path::Path};

use chrono::Duration;
use reqwest::Method;
use securecart_api::limits::{policy, routes::class_of};
use serde_json::json;

use crate::{
    openapi::operations,
    support::{Client, PASSWORD, TestApp},
};

const ON: (&str, &str) = ("SECURECART_RATE_LIMITS", "on");
const BEHIND_PROXY: (&str, &str) = ("SECURECART_TRUSTED_PROXIES", "127.0.0.1");

#[test]
fn the_policy_is_written_down_as_budgets() {
    let mut page = String::from(
        "# How often anybody may do what\n\nMade by a test from the tables in `crates/api/src/limits`. Budgets fill up \
         again evenly. \"Address\" is one address of IPv4 or a /64 of IPv6.\n\n## Budgets\n\n\
         | budget | requests | for each | kept in | what |\n| --- | --- | --- | --- | --- |\n",
    );
    for policy in policy::ALL {
        let (by, kept) = (format!("{:?}", policy.by).to_lowercase(), format!("{:?}", policy.kept));
        let kept = if kept == "InProcess" { "the process" } else { "PostgreSQL" };
        let (amount, seconds) = (policy.amount, policy.seconds);
        writeln!(page, "| `{}` | {amount} in {seconds} s | {by} | {kept} | {} |", policy.name, policy.about)
            .unwrap();
    }
    page.push_str(
        "\nMails that anybody can ask for have counts of their own (`mail/quota.rs`), which begin anew every hour and \
         hold even where budgets are off: three to confirm an address for each account and each address, three to \
         set a new password for each address and ten for each network, three that ask whether to tell of stock for each \
         address and ten for each network.\n",
    );
    page.push_str("\n## Routes\n\n| operation | class | budgets |\n| --- | --- | --- |\n");
    for (id, (method, path, _)) in operations() {
        let (class, policies) = class_of(&method, &path, "");
        assert!(path.starts_with("/media/") || !policies.contains(&policy::FILES), "{id} counts as a file");
        // Measuring a password opens nothing, and is asked for while one types.
        let harmless = ["logout", "measure_password"].contains(&id.as_str());
        let guards = path.starts_with("/api/v1/auth/") && method != "GET" && !harmless;
        let shared = policies.iter().any(|policy| policy.kept == policy::Kept::InDatabase);
        assert!(shared || !guards, "{id} guards accounts and has no budget in the database");
        let names: Vec<String> = policies.iter().map(|policy| format!("`{}`", policy.name)).collect();
        writeln!(page, "| `{id}` | {class} | {} |", names.join(", ")).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rate-limits.md");
    if std::env::var_os("SECURECART_REGEN").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "docs/rate-limits.md is out of date: run `just regen`");
}

/// A shop whose clock stands still, so that no budget fills up while a busy machine takes its time.
async fn still(settings: &[(&str, &str)]) -> TestApp {
    let app = TestApp::start_with(settings).await;
    app.state.clock.stop();
    app
}

/// Spends a client's searches and returns the status of the next one.
async fn search_too_often(client: &Client) -> u16 {
    for _ in 0..60 {
        assert_eq!(client.get("/api/v1/products?q=mug").await.status, 200);
    }
    client.get("/api/v1/products?q=mug").await.status
}

#[actix_web::test]
async fn whoever_searches_too_often_is_told_when_to_go_on() {
    let app = still(&[ON]).await;
    let client = app.anonymous();
    let first = client.get("/api/v1/products?q=mug").await;
    assert_eq!(first.header("ratelimit-policy"), "\"general\";q=300;w=60, \"search\";q=60;w=60");
    assert_eq!(first.header("ratelimit"), "\"general\";r=299;t=1, \"search\";r=59;t=1");
    let legacy = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(|name| first.header(name));
    assert_eq!(legacy, ["60", "59", "1"]);
    for _ in 0..59 {
        client.get("/api/v1/products?q=mug").await;
    }
    let refused = client.get("/api/v1/products?q=mug").await;
    assert_eq!((refused.status, refused.problem()), (429, "too-many-requests"));
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.body["detail"], "That was too often. Please try again in a second.");
    assert_eq!(refused.header("ratelimit-remaining"), "0");
    assert_eq!(client.get("/api/v1/products").await.status, 200, "the list without a search goes on");
    app.state.clock.advance(Duration::seconds(1));
    assert_eq!(client.get("/api/v1/products?q=mug").await.status, 200);
}

#[actix_web::test]
async fn headers_that_claim_another_address_buy_nothing() {
    let app = still(&[ON]).await;
    assert_eq!(search_too_often(&app.anonymous()).await, 429);
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.1"),
        ("x-forwarded-for", "203.0.113.2, 203.0.113.3"),
        ("forwarded", "for=203.0.113.4"),
        ("x-real-ip", "203.0.113.5"),
        ("client-ip", "203.0.113.6"),
    ] {
        let client = app.anonymous();
        let request = client.request(Method::GET, "/api/v1/products?q=mug").header(name, value);
        assert_eq!(client.send(request).await.status, 429, "{name}: {value}");
    }
}

#[actix_web::test]
async fn behind_a_trusted_proxy_only_its_own_entry_counts() {
    let app = still(&[ON, BEHIND_PROXY]).await;
    assert_eq!(search_too_often(&app.anonymous_at("203.0.113.1")).await, 429);
    // The caller writes to the left, the proxy to the right, in one header or in a further one.
    let client = app.anonymous_at("198.51.100.9, 203.0.113.1");
    assert_eq!(client.get("/api/v1/products?q=mug").await.status, 429);
    let client = app.anonymous();
    let request = client
        .request(Method::GET, "/api/v1/products?q=mug")
        .header("x-forwarded-for", "198.51.100.9")
        .header("x-forwarded-for", "203.0.113.1");
    assert_eq!(client.send(request).await.status, 429);
    assert_eq!(app.anonymous_at("203.0.113.2").get("/api/v1/products?q=mug").await.status, 200);
}

#[actix_web::test]
async fn all_addresses_of_an_ipv6_network_are_one_caller() {
    let app = still(&[ON, BEHIND_PROXY]).await;
    let client = app.anonymous();
    let mut last = 0;
    for host in 1..=61 {
        let request = client.request(Method::GET, "/api/v1/products?q=mug");
        last = client.send(request.header("x-forwarded-for", format!("2001:db8:1:2::{host:x}"))).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(app.anonymous_at("2001:db8:1:3::1").get("/api/v1/products?q=mug").await.status, 200);
}

#[actix_web::test]
async fn another_spelling_of_a_path_is_no_other_budget() {
    let app = still(&[ON]).await;
    let client = app.anonymous();
    let token = client.csrf_token().await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        let request = client.request(Method::POST, "/api/v1/auth/%6Cogin").header("x-csrf-token", &token);
        statuses.push(client.send(request.json(&json!({"identifier": "x", "password": "y"}))).await.status);
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
}

/// Signs in with another unknown name each time, so that only the address is counted.
async fn guess(client: &Client, token: &str, number: usize) -> u16 {
    let body = json!({"identifier": format!("nobody{number}"), "password": PASSWORD});
    let request =
        client.request(Method::POST, "/api/v1/auth/login").header("x-csrf-token", token).json(&body);
    client.send(request).await.status
}

#[actix_web::test]
async fn two_instances_share_the_budget_that_guards_accounts() {
    let mut app = still(&[ON]).await;
    let (here, elsewhere) = (app.anonymous(), Client::new(&app.another_instance()));
    let (token, other_token) = (here.csrf_token().await, elsewhere.csrf_token().await);
    for number in 0..5 {
        assert_eq!(guess(&here, &token, number).await, 401);
        assert_eq!(guess(&elsewhere, &other_token, number + 50).await, 401);
    }
    assert_eq!(guess(&here, &token, 98).await, 429);
    assert_eq!(guess(&elsewhere, &other_token, 99).await, 429);
    app.state.clock.advance(Duration::seconds(6));
    assert_eq!(guess(&elsewhere, &other_token, 100).await, 401, "one attempt is back after six seconds");
    assert_eq!(guess(&here, &token, 101).await, 429);
}

#[actix_web::test]
async fn without_its_table_the_budget_is_kept_in_the_process_and_never_open() {
    let app = still(&[ON]).await;
    app.execute("ALTER TABLE rate_limits RENAME TO elsewhere").await;
    let client = app.anonymous();
    let token = client.csrf_token().await;
    for number in 0..10 {
        assert_eq!(guess(&client, &token, number).await, 401);
    }
    assert_eq!(guess(&client, &token, 11).await, 429);
}

#[actix_web::test]
async fn payment_pages_are_counted_for_the_user_and_not_for_the_address() {
    let app = still(&[ON, BEHIND_PROXY]).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let total = json!({"expected_total": {"amount_minor": 1, "currency": "USD"}});
    for _ in 0..10 {
        assert_eq!(ann.post("/api/v1/checkout", total.clone()).await.status, 409);
    }
    let refused = ann.post("/api/v1/checkout", total.clone()).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "360"));
    assert_eq!(refused.body["detail"], "That was too often. Please try again in 6 minutes.");
    assert_eq!(bob.post("/api/v1/checkout", total).await.status, 409);
}

#[actix_web::test]
async fn three_accounts_an_hour_can_be_opened_from_one_address_and_any_number_from_this_machine() {
    let app = still(&[ON, BEHIND_PROXY]).await;
    for (address, last) in [("203.0.113.1", 429), ("127.0.0.1", 201)] {
        let mut statuses = Vec::new();
        for number in 0..4 {
            let name = format!("u{number}x{last}");
            let body =
                json!({"username": name, "email": format!("{name}@example.org"), "password": PASSWORD});
            let client = app.anonymous_at(address);
            statuses.push(client.post("/api/v1/auth/register", body).await.status);
        }
        assert_eq!(statuses, [201, 201, 201, last], "{address}");
    }
}

#[actix_web::test]
async fn no_address_and_no_name_stands_in_the_tables_of_limits() {
    let app = still(&[ON, BEHIND_PROXY]).await;
    let client = app.anonymous_at("203.0.113.77");
    client.login("ann", "wrong").await;
    let plain = "SELECT (SELECT count(*) FROM rate_limits t WHERE t::text ~ '203.0.113|ann') + \
         (SELECT count(*) FROM sign_in_throttles t WHERE t::text ~ '203.0.113|ann') AS number";
    assert_eq!(app.number(plain).await, 0);
    assert_eq!(app.number("SELECT count(*) AS number FROM sign_in_throttles").await, 2);
    assert_eq!(app.number("SELECT count(*) AS number FROM rate_limits").await, 1);
}

#[actix_web::test]
async fn budgets_that_are_full_are_forgotten() {
    let app = still(&[ON]).await;
    app.anonymous().login("ann", "wrong").await;
    assert!(app.state.limits.forget_full() > 0);
    app.state.clock.advance(Duration::hours(13));
    assert_eq!(app.state.limits.forget_full(), 0);
    securecart_api::jobs::sweep_limits(app.state.clone()).await.unwrap();
    let rows =
        "SELECT (SELECT count(*) FROM rate_limits) + (SELECT count(*) FROM sign_in_throttles) AS number";
    assert_eq!(app.number(rows).await, 0);
}
