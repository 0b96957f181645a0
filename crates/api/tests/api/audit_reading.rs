//! How staff read the audit log.

use chrono::Duration;
use securecart_api::{
    audit::{Entry, Outcome, record},
    auth::Actor,
};
use securecart_db::DbError;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::count,
    support::{Client, PASSWORD, TestApp},
};

const AUDIT: &str = "/api/v1/admin/audit";

async fn auditor(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadAudit]).await
}

/// An entry of somebody who calls their client and the thing what they like.
async fn write(app: &TestApp, event: &'static str, key: &str, user_agent: &str) {
    let actor =
        Actor { address: "203.0.113.9".to_owned(), user_agent: user_agent.to_owned(), ..Actor::default() };
    let entry = Entry {
        event,
        object_kind: "webhook",
        object_key: key.to_owned(),
        outcome: Outcome::Denied,
        detail: json!({ "reason": "stale" }),
    };
    let now = app.state.clock.now();
    let written = app.state.db.transaction(async |tx| {
        record(tx, now, &actor, entry.clone()).await?;
        Ok::<_, DbError>(())
    });
    written.await.unwrap();
}

async fn keys(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("{AUDIT}?{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let items = answer.body["items"].as_array().unwrap();
    assert_eq!(answer.body["total"], items.len(), "{query}: {}", answer.text);
    items.iter().map(|item| item["object_key"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn every_filter_finds_its_entries_newest_first() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let id = ann.get("/api/v1/me").await.body["id"].as_str().unwrap().to_owned();
    app.state.clock.advance(Duration::hours(2));
    let auditor = auditor(&app).await;
    let begin = app.state.clock.now().to_rfc3339().replace('+', "%2B");
    write(&app, "webhook_refused", "one", "").await;
    write(&app, "webhook_refused", "two", "").await;
    app.state.clock.advance(Duration::seconds(60));
    let end = app.state.clock.now().to_rfc3339().replace('+', "%2B");
    write(&app, "order_needs_review", "three", "").await;
    assert_eq!(keys(&auditor, "event=webhook_refused").await, ["two", "one"]);
    assert_eq!(keys(&auditor, "address=203.0.113.9").await, ["three", "two", "one"]);
    assert_eq!(keys(&auditor, "address=203.0.113.9&event=order_needs_review").await, ["three"]);
    assert_eq!(keys(&auditor, "object=two").await, ["two"]);
    assert_eq!(keys(&auditor, "outcome=denied").await, ["three", "two", "one"]);
    assert_eq!(keys(&auditor, &format!("from={begin}&to={end}")).await, ["two", "one"]);
    for actor in ["ANN", id.as_str()] {
        assert_eq!(keys(&auditor, &format!("actor={actor}&event=authn_login_success")).await, [id.as_str()]);
    }
    assert_eq!(keys(&auditor, "actor=nobody").await, [""; 0]);
}

#[actix_web::test]
async fn pages_follow_each_other_without_a_gap_and_bad_queries_name_their_field() {
    let app = TestApp::start().await;
    let auditor = auditor(&app).await;
    for key in ["1", "2", "3"] {
        write(&app, "webhook_refused", key, "").await;
    }
    let first = auditor.get(&format!("{AUDIT}?event=webhook_refused&limit=2")).await.body;
    assert_eq!((&first["total"], first["items"].as_array().unwrap().len()), (&json!(3), 2));
    let cursor = first["next_cursor"].as_str().unwrap();
    let last = auditor.get(&format!("{AUDIT}?event=webhook_refused&limit=2&cursor={cursor}")).await.body;
    assert_eq!((&last["items"][0]["object_key"], &last["next_cursor"]), (&json!("1"), &Value::Null));
    for (query, pointer) in [
        ("actor=%20", "?actor"),
        ("from=yesterday", "?from"),
        ("outcome=maybe", "?outcome"),
        ("limit=0", "?limit"),
        ("cursor=x", "?cursor"),
        ("event=a%00b", "?event"),
        ("user=ann", "?user"),
    ] {
        let answer = auditor.get(&format!("{AUDIT}?{query}")).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{query}: {}", answer.text);
    }
}

#[actix_web::test]
async fn a_table_is_quoted_and_harmless_and_its_export_is_written_down() {
    let app = TestApp::start().await;
    let auditor = auditor(&app).await;
    let forged = "\r\n{\"event\":\"authn_login_success\"}";
    write(&app, "webhook_refused", "=HYPERLINK(\"//evil\")", forged).await;
    let accept = auditor.request(reqwest::Method::GET, &format!("{AUDIT}?event=webhook_refused"));
    for table in [
        auditor.get(&format!("{AUDIT}?event=webhook_refused&format=csv")).await,
        auditor.send(accept.header("accept", "text/csv")).await,
    ] {
        assert_eq!(table.status, 200, "{}", table.text);
        assert!(table.header("content-type").starts_with("text/csv"), "{:?}", table.headers);
        assert!(table.header("content-disposition").starts_with("attachment"), "{:?}", table.headers);
        let lines: Vec<&str> = table.text.lines().collect();
        assert_eq!(lines.len(), 2, "what is forged stays on its line: {}", table.text);
        assert!(lines[0].starts_with("\"number\",\"at\",\"event\""), "{}", lines[0]);
        assert!(lines[1].contains("\"'=HYPERLINK(\"\"//evil\"\")\""), "{}", lines[1]);
        assert!(lines[1].contains("\"'\\r\\n{\"\"event\"\":\"\"authn_login_success\"\"}\""), "{}", lines[1]);
    }
    let row = "event = 'audit_exported' AND permission = 'read_audit' AND detail = '{\"rows\": 1}'";
    assert_eq!(count(&app, "audit_events", row).await, 2);
}

#[actix_web::test]
async fn a_table_asks_who_sits_there_and_a_page_does_not() {
    let app = TestApp::start().await;
    let auditor = auditor(&app).await;
    app.state.clock.advance(Duration::minutes(10));
    assert_eq!(auditor.get(AUDIT).await.status, 200);
    let as_table = format!("{AUDIT}?format=csv");
    let refused = auditor.get(&as_table).await;
    assert_eq!((refused.status, refused.problem()), (403, "confirmation-required"));
    assert_eq!(count(&app, "audit_events", "event = 'audit_exported'").await, 0);
    let confirmed = auditor.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await;
    assert_eq!(confirmed.status, 204, "{}", confirmed.text);
    assert_eq!(auditor.get(&as_table).await.status, 200);
}

#[actix_web::test]
async fn a_table_of_too_many_rows_is_refused() {
    let app = TestApp::start().await;
    let auditor = auditor(&app).await;
    let many = "INSERT INTO audit_events (seq, at, event, outcome) \
                SELECT n + 1000, now(), 'authn_logout', 'success' FROM generate_series(1, 10001) AS n";
    app.execute(many).await;
    let refused = auditor.get(&format!("{AUDIT}?event=authn_logout&format=csv")).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["?format"]), "{}", refused.text);
}

#[actix_web::test]
async fn a_change_by_staff_tells_what_was_before_and_the_permission() {
    let app = TestApp::start().await;
    let staff = app
        .staff(&[
            Permission::ReadAudit,
            Permission::ReadProducts,
            Permission::WriteProducts,
            Permission::WriteInventory,
        ])
        .await;
    let price = json!({"amount_minor": 100, "currency": "USD"});
    let product = json!({"name": "Mug", "price": price, "stock": 10, "status": "active"});
    let product = staff.post("/api/v1/admin/products", product).await.body;
    let variant = &product["variants"][0]["id"];
    let path = format!("/api/v1/admin/products/{}", product["id"].as_str().unwrap());
    let change = json!({"name": "Jug", "vendor": ""});
    assert_eq!(staff.patch_if(&path, "\"v1\"", change).await.status, 200);
    let dearer = json!({"price": {"amount_minor": 250, "currency": "USD"}});
    let variant_path = format!("{path}/variants/{}", variant.as_str().unwrap());
    assert_eq!(staff.patch_if(&variant_path, "\"v2\"", dearer).await.status, 200);
    let counted = json!({"variant_id": variant, "expected_on_hand": 10, "on_hand": 4, "reason": "counted"});
    assert_eq!(staff.post("/api/v1/admin/inventory/adjustments", counted).await.status, 200);
    let last = async |event: &str| {
        let answer = staff.get(&format!("{AUDIT}?event={event}")).await;
        answer.body["items"][0].clone()
    };
    let updated = last("product_updated").await;
    assert_eq!(updated["detail"], json!({"before": {"name": "Mug"}, "after": {"name": "Jug"}}));
    assert_eq!(updated["permission"], "write_products");
    let variant = last("product_variant_updated").await;
    assert_eq!(variant["detail"]["before"], json!({ "price": price }));
    assert_eq!(variant["detail"]["after"]["price"]["amount_minor"], 250);
    let stock = last("inventory_adjusted").await;
    let told = json!({"before": {"on_hand": 10}, "after": {"on_hand": 4}, "reason": "counted"});
    assert_eq!((&stock["detail"], &stock["permission"]), (&told, &json!("write_inventory")));
}
