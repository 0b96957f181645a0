//! Counting stock.

use securecart_db::{audit, catalog::check_ledger};
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

/// A shop with one variant of ten units, and somebody who may count them.
async fn shop() -> (TestApp, Client, String) {
    let app = TestApp::start().await;
    let staff =
        app.staff(&[Permission::ReadProducts, Permission::WriteProducts, Permission::WriteInventory]).await;
    let product = json!({
        "name": "Mug", "price": {"amount_minor": 100, "currency": "USD"}, "stock": 10, "status": "active"
    });
    let created = staff.post("/api/v1/admin/products", product).await;
    let variant = created.body["variants"][0]["id"].as_str().unwrap().to_owned();
    (app, staff, variant)
}

async fn adjust(staff: &Client, variant: &str, expected: u32, on_hand: u32) -> Answer {
    let body =
        json!({"variant_id": variant, "expected_on_hand": expected, "on_hand": on_hand, "reason": "counted"});
    staff.post("/api/v1/admin/inventory/adjustments", body).await
}

async fn ledger(app: &TestApp) -> (i64, i64) {
    let state = check_ledger(&mut app.state.db.connection().await.unwrap()).await.unwrap();
    (state.entries, state.variants_off)
}

#[actix_web::test]
async fn a_count_that_is_as_seen_is_set_and_written_down() {
    let (app, staff, variant) = shop().await;
    let answer = adjust(&staff, &variant, 10, 4).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.body, json!({"variant_id": variant, "on_hand": 4, "reserved": 0, "available": 4}));
    assert_eq!(app.anonymous().get("/api/v1/products/mug").await.body["stock"], 4);
    assert_eq!(ledger(&app).await, (2, 0));
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "variant", &variant).await.unwrap();
    assert_eq!(events, ["inventory_adjusted"]);
}

#[actix_web::test]
async fn a_count_that_changed_meanwhile_is_a_conflict() {
    let (app, staff, variant) = shop().await;
    let answer = adjust(&staff, &variant, 9, 4).await;
    assert_eq!((answer.status, answer.problem()), (409, "conflict"));
    assert!(answer.body["detail"].as_str().unwrap().contains("10 units"), "{}", answer.text);
    assert_eq!(ledger(&app).await, (1, 0), "nothing changed, nothing is in the ledger");
}

#[actix_web::test]
async fn a_count_below_what_checkouts_hold_is_refused() {
    let (app, staff, variant) = shop().await;
    app.execute("UPDATE stock_levels SET reserved = 4").await;
    let answer = adjust(&staff, &variant, 10, 3).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/on_hand"]));
    assert!(answer.body["detail"].as_str().unwrap().contains("hold 4 units"), "{}", answer.text);
    let answer = adjust(&staff, &variant, 10, 5).await;
    assert_eq!((answer.status, answer.body["available"].as_u64()), (200, Some(1)));
}

#[actix_web::test]
async fn of_many_who_count_at_once_one_wins_and_the_books_agree() {
    let (app, staff, variant) = shop().await;
    let clients: Vec<Client> = (0..8).map(|_| staff.twin()).collect();
    let calls = clients.iter().zip(20..).map(|(client, count)| adjust(client, &variant, 10, count));
    let answers = futures_util::future::join_all(calls).await;
    let won = answers.iter().filter(|answer| answer.status == 200).count();
    let lost = answers.iter().filter(|answer| answer.status == 409).count();
    assert_eq!((won, lost), (1, 7));
    assert_eq!(ledger(&app).await, (2, 0));
}

#[actix_web::test]
async fn the_same_count_again_leaves_no_trace_in_the_ledger() {
    let (app, staff, variant) = shop().await;
    assert_eq!(adjust(&staff, &variant, 10, 10).await.status, 200);
    assert_eq!(ledger(&app).await, (1, 0));
}

#[actix_web::test]
async fn every_bad_field_is_named() {
    let (_app, staff, variant) = shop().await;
    let path = "/api/v1/admin/inventory/adjustments";
    let body = |changes: Value| {
        let mut body =
            json!({"variant_id": variant, "expected_on_hand": 10, "on_hand": 1, "reason": "counted"});
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    };
    for (changes, pointer) in [
        (json!({"reason": " "}), "/reason"),
        (json!({"reason": "x".repeat(201)}), "/reason"),
        (json!({"on_hand": 1_000_001}), "/on_hand"),
        (json!({"on_hand": -1}), "/on_hand"),
        (json!({"variant_id": "var_0192f000000070008000000000000001"}), "/variant_id"),
        (json!({"variant_id": "prd_0192f000000070008000000000000001"}), "/variant_id"),
        (json!({"reserved": 0}), "/reserved"),
    ] {
        let answer = staff.post(path, body(changes.clone())).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{changes}");
    }
}
