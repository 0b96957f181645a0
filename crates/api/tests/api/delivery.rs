//! Shipping methods and tax rates: what staff say of them, and what is refused.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

pub(crate) const METHODS: &str = "/api/v1/admin/shipping-methods";
pub(crate) const RATES: &str = "/api/v1/admin/tax-rates";

pub(crate) fn usd(cents: i64) -> Value {
    json!({"amount_minor": cents, "currency": "USD"})
}

/// Whoever may see and change how the shop is set up.
pub(crate) async fn keeper(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadSettings, Permission::WriteSettings]).await
}

/// A method of that name, with what differs from one that ships everywhere for 4.90.
pub(crate) async fn method(app: &TestApp, name: &str, differs: Value) -> Value {
    let made = keeper(app).await.post(METHODS, shipping(name, differs)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.body
}

pub(crate) async fn tax_rate(app: &TestApp, country: &str, percent: &str, differs: Value) -> Value {
    let made = keeper(app).await.post(RATES, tax(country, percent, differs)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.body
}

fn shipping(name: &str, differs: Value) -> Value {
    with(json!({"name": name, "kind": "ship", "price": usd(490), "active": true}), differs)
}

fn tax(country: &str, percent: &str, differs: Value) -> Value {
    let tax = json!({"name": "VAT", "country": country, "percent": percent, "included": true,
        "on_shipping": true, "active": true});
    with(tax, differs)
}

fn with(mut all: Value, differs: Value) -> Value {
    all.as_object_mut().unwrap().extend(differs.as_object().unwrap().clone());
    all
}

async fn change(client: &Client, verb: Method, path: &str, tag: &str, body: Option<Value>) -> Answer {
    client.call(verb, path, body, &[("if-match", tag)]).await
}

#[actix_web::test]
async fn shipping_methods_are_made_listed_changed_and_removed() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let differs = json!({"description": "By post", "countries": ["de", "AT", "DE"], "free_from": usd(7500),
        "estimate": {"from": 2, "to": 4}, "position": 5});
    let made = staff.post(METHODS, shipping("Standard", differs)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("{METHODS}/{}", made.body["id"].as_str().unwrap());
    assert_eq!(made.header("location"), path);
    let terms = &made.body["terms"];
    assert_eq!((&terms["countries"], &terms["free_from"]), (&json!(["AT", "DE"]), &usd(7500)));
    assert_eq!((&terms["estimate"], &terms["position"]), (&json!({"from": 2, "to": 4}), &json!(5)));
    let pickup = json!({"kind": "pickup", "price": usd(0)});
    method(&app, "Collect", pickup).await;
    let listed = staff.get(METHODS).await.body;
    assert_eq!(listed["items"][0]["terms"]["name"], "Collect", "the lowest position comes first");
    assert_eq!(listed["items"][1]["id"], made.body["id"]);
    let now = shipping("Express", json!({"price": usd(1290)}));
    assert_eq!(staff.put(&path, now.clone()).await.status, 428);
    let tag = made.header("etag").to_owned();
    let changed = change(&staff, Method::PUT, &path, &tag, Some(now.clone())).await;
    assert_eq!(
        (changed.status, &changed.body["terms"]["name"]),
        (200, &json!("Express")),
        "{}",
        changed.text
    );
    assert_eq!(changed.body["terms"]["estimate"], Value::Null, "the terms are replaced as a whole");
    assert_eq!(change(&staff, Method::PUT, &path, &tag, Some(now)).await.problem(), "stale-version");
    assert_eq!(change(&staff, Method::DELETE, &path, &tag, None).await.problem(), "stale-version");
    let tag = staff.get(&path).await.header("etag").to_owned();
    assert_eq!(change(&staff, Method::DELETE, &path, &tag, None).await.status, 204);
    assert_eq!(staff.get(&path).await.status, 404);
    let written = "SELECT count(*) AS number FROM audit_events WHERE event LIKE 'shipping_method_%'";
    assert_eq!(app.number(written).await, 4);
}

#[actix_web::test]
async fn broken_rules_of_a_shipping_method_are_named() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let euro = json!({"amount_minor": 5, "currency": "EUR"});
    for (differs, pointer) in [
        (json!({"name": " "}), "/name"),
        (json!({"name": "x".repeat(81)}), "/name"),
        (json!({"description": "x".repeat(201)}), "/description"),
        (json!({"kind": "drone"}), "/kind"),
        (json!({"countries": []}), "/countries"),
        (json!({"countries": ["EU"]}), "/countries"),
        (json!({"price": usd(-1)}), "/price"),
        (json!({"price": euro}), "/price/currency"),
        (json!({"free_from": usd(0)}), "/free_from"),
        (json!({"free_from": euro}), "/free_from/currency"),
        (json!({"estimate": {"from": 3, "to": 2}}), "/estimate"),
        (json!({"estimate": {"from": 0, "to": 91}}), "/estimate"),
        (json!({"position": 1001}), "/position"),
        (json!({"kind": "pickup"}), "/price"),
        (json!({"kind": "pickup", "price": usd(0), "countries": ["DE"]}), "/countries"),
        (json!({"version": 7}), "/version"),
    ] {
        let answer = staff.post(METHODS, shipping("Standard", differs)).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{}", answer.text);
    }
    assert_eq!(staff.get(METHODS).await.body["items"], json!([]));
}

#[actix_web::test]
async fn tax_rates_are_made_listed_changed_and_removed_one_for_each_place() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let made = staff.post(RATES, tax("de", "19", json!({}))).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(
        (&made.body["terms"]["country"], &made.body["terms"]["percent"]),
        (&json!("DE"), &json!("19"))
    );
    let california = tax_rate(&app, "US", "7.25", json!({"region": "California", "included": false})).await;
    assert_eq!(california["terms"]["region"], "CA", "one spelling for each part of a country");
    let twice = staff.post(RATES, tax("US", "8", json!({"region": "ca"}))).await;
    assert_eq!((twice.status, twice.pointers()), (422, vec!["/region"]));
    let listed = staff.get(RATES).await.body;
    assert_eq!((&listed["items"][0]["id"], &listed["items"][1]["id"]), (&made.body["id"], &california["id"]));
    let path = format!("{RATES}/{}", made.body["id"].as_str().unwrap());
    let tag = made.header("etag").to_owned();
    let off = tax("DE", "16", json!({"active": false}));
    let changed = change(&staff, Method::PUT, &path, &tag, Some(off.clone())).await;
    assert_eq!((changed.status, &changed.body["terms"]["percent"]), (200, &json!("16")), "{}", changed.text);
    assert_eq!(change(&staff, Method::PUT, &path, &tag, Some(off)).await.problem(), "stale-version");
    let tag = staff.get(&path).await.header("etag").to_owned();
    assert_eq!(change(&staff, Method::DELETE, &path, &tag, None).await.status, 204);
    assert_eq!(staff.get(&path).await.status, 404);
    let written = "SELECT count(*) AS number FROM audit_events WHERE event LIKE 'tax_rate_%'";
    assert_eq!(app.number(written).await, 4);
}

#[actix_web::test]
async fn broken_rules_of_a_tax_rate_are_named() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    for (differs, pointer) in [
        (json!({"name": ""}), "/name"),
        (json!({"country": "EU"}), "/country"),
        (json!({"region": "BY"}), "/region"),
        (json!({"country": "US", "region": "Bavaria"}), "/region"),
        (json!({"percent": "-1"}), "/percent"),
        (json!({"percent": "100.0001"}), "/percent"),
        (json!({"percent": "8.87555"}), "/percent"),
    ] {
        let answer = staff.post(RATES, tax("DE", "19", differs)).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{}", answer.text);
    }
}
