//! Orders as staff see and work on them.

use securecart_db::audit;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shipments,
    shopping::{assert_ledger_holds, buy, checkout_of, count, on_sale, pay, session_of},
    support::{Answer, Client, TestApp},
};

async fn staff(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadOrders, Permission::WriteOrders]).await
}

async fn list(staff: &Client, query: &str) -> (Vec<String>, u64) {
    let answer = staff.get(&format!("/api/v1/admin/orders{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let orders = answer.body["items"].as_array().unwrap();
    (orders.iter().map(|order| text(&order["number"])).collect(), answer.body["total"].as_u64().unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

async fn bulk(staff: &Client, action: &str, ids: &[&str]) -> Answer {
    staff.post("/api/v1/admin/orders/bulk", json!({"ids": ids, "action": action})).await
}

#[actix_web::test]
async fn every_placed_order_is_listed_with_lines_and_customer() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, 2).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    checkout_of(&ann, &mug, 1).await;
    let staff = staff(&app).await;
    assert_eq!(list(&staff, "").await, (vec!["SC-100002".to_owned(), "SC-100001".to_owned()], 2));
    let answer = staff.get("/api/v1/admin/orders?q=ann").await.body;
    let item = &answer["items"][0];
    assert_eq!(item["customer"]["username"], "ann");
    assert_eq!(item["lines"][0]["quantity"], 2);
    assert_eq!(item, &staff.get(&format!("/api/v1/admin/orders/{order}")).await.body);
    let unknown = staff.get("/api/v1/admin/orders/ord_0192f000000070008000000000000001").await;
    assert_eq!(unknown.status, 404);
}

#[actix_web::test]
async fn orders_are_found_by_number_name_address_and_state() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob_1").await);
    let first = buy(&app, &ann, &mug, 1).await;
    buy(&app, &bob, &mug, 1).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    let staff = staff(&app).await;
    assert_eq!(bulk(&staff, "complete", &[&first]).await.status, 200);
    let one = |number: &str| (vec![number.to_owned()], 1);
    for (query, expected) in [
        ("?q=SC-100002", one("SC-100002")),
        ("?q=sc-100002", one("SC-100002")),
        ("?q=BOB", one("SC-100002")),
        ("?q=b_1", one("SC-100002")),
        ("?q=Payer%40example.org", one("SC-100003")),
        ("?q=bob_1%40example.org", one("SC-100002")),
        ("?q=payer%40example", (vec![], 0)),
        ("?q=%25", (vec![], 0)),
        ("?q=a_n", (vec![], 0)),
        ("?q=SC-1000", (vec![], 0)),
        ("?status=completed", one("SC-100001")),
        ("?status=placed&q=ann", (vec![], 0)),
        ("?payment_status=refunded", (vec![], 0)),
        ("?fulfilment_status=fulfilled", one("SC-100001")),
        ("?fulfilment_status=unfulfilled&q=ann", (vec![], 0)),
    ] {
        assert_eq!(list(&staff, query).await, expected, "{query}");
    }
    let page = staff.get("/api/v1/admin/orders?limit=2").await.body;
    assert_eq!(page["total"], 3);
    let next = format!("?limit=2&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(list(&staff, &next).await, (vec!["SC-100001".to_owned()], 3));
    for (query, pointer) in
        [("?status=lost", "?status"), ("?limit=0", "?limit"), ("?cursor=!", "?cursor"), ("?sort=x", "?sort")]
    {
        let refused = staff.get(&format!("/api/v1/admin/orders{query}")).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{query}");
    }
}

#[actix_web::test]
async fn marked_orders_are_shipped_and_completed_and_the_others_say_why_not() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let (first, second) = (buy(&app, &ann, &mug, 1).await, buy(&app, &ann, &mug, 1).await);
    let session = session_of(&app, &checkout_of(&ann, &mug, 1).await);
    let pending = text(&app.stripe.object(&session).unwrap()["client_reference_id"]);
    let staff = staff(&app).await;
    let shipped = bulk(&staff, "ship", &[&first]).await;
    assert_eq!(shipped.body, json!({"updated": [first], "skipped": []}));
    let again = bulk(&staff, "ship", &[&first]).await;
    assert_eq!(again.body["skipped"], json!([{"id": first, "reason": "It has been shipped already."}]));
    let unknown = "ord_0192f000000070008000000000000001";
    let completed = bulk(&staff, "complete", &[&second, unknown, &first, &pending]).await.body;
    let mut updated: Vec<String> = completed["updated"].as_array().unwrap().iter().map(text).collect();
    updated.sort();
    assert_eq!(updated, [first.as_str(), second.as_str()]);
    let no_such = |id: &str| json!({"id": id, "reason": "There is no such order."});
    assert_eq!(completed["skipped"], json!([no_such(unknown), no_such(&pending)]));
    let again = bulk(&staff, "complete", &[&first]).await;
    assert_eq!(again.body["skipped"][0]["reason"], "It has been completed already.");
    let order = ann.get(&format!("/api/v1/me/orders/{first}")).await.body;
    assert_eq!((&order["status"], &order["fulfilment_status"]), (&json!("completed"), &json!("fulfilled")));
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "order", &first).await.unwrap();
    assert_eq!(events, ["order_placed", "order_shipped", "order_completed"]);
    drop(conn);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn completing_marks_as_shipped_what_was_not() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let (sent, waiting) = (buy(&app, &ann, &mug, 1).await, buy(&app, &ann, &mug, 1).await);
    let staff = staff(&app).await;
    assert_eq!(bulk(&staff, "ship", &[&sent]).await.status, 200);
    assert_eq!(bulk(&staff, "complete", &[&sent, &waiting]).await.body["skipped"], json!([]));
    for (order, marked) in [(&sent, false), (&waiting, true)] {
        let seen = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
        assert_eq!((&seen["status"], &seen["fulfilment_status"]), (&json!("completed"), &json!("fulfilled")));
        let told = format!(
            "event = 'order_completed' AND object_key = '{order}' AND detail = '{{\"marked_shipped\": {marked}}}'"
        );
        assert_eq!(count(&app, "audit_events", &told).await, 1, "{told}");
    }
    let to_ship = list(&staff, "?fulfilment_status=unfulfilled").await;
    assert_eq!(to_ship, (vec![], 0));
}

#[actix_web::test]
async fn an_order_is_to_be_shipped_until_its_last_unit_is_sent() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let (parted, done) = (buy(&app, &ann, &mug, 3).await, buy(&app, &ann, &mug, 1).await);
    let staff = staff(&app).await;
    let one = |number: &str| (vec![number.to_owned()], 1);
    assert_eq!(bulk(&staff, "complete", &[&done]).await.status, 200);
    assert_eq!(list(&staff, "?to_ship=true").await, one("SC-100001"));
    let seen = staff.get(&format!("/api/v1/admin/orders/{parted}")).await.body;
    let sent = shipments::of(&text(&seen["lines"][0]["id"]), 2);
    assert_eq!(shipments::ship(&staff, &parted, sent).await.status, 201);
    assert_eq!(list(&staff, "?to_ship=true").await, one("SC-100001"));
    assert_eq!(list(&staff, "?to_ship=true&fulfilment_status=unfulfilled").await, (vec![], 0));
    assert_eq!(list(&staff, "?to_ship=false").await, one("SC-100002"));
    assert_eq!(bulk(&staff, "ship", &[&parted]).await.status, 200);
    assert_eq!(list(&staff, "?to_ship=true").await, (vec![], 0));
    let refused = staff.get("/api/v1/admin/orders?to_ship=maybe").await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["?to_ship"]));
}

#[actix_web::test]
async fn an_order_that_needs_a_review_is_seen_but_not_worked_on() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    app.execute("UPDATE checkouts SET total_minor = 1").await;
    pay(&app, &checkout).await;
    let staff = staff(&app).await;
    let found = staff.get("/api/v1/admin/orders?status=needs_review").await.body;
    let order = text(&found["items"][0]["id"]);
    for action in ["ship", "complete"] {
        let answer = bulk(&staff, action, &[&order]).await.body;
        assert_eq!(answer["updated"], json!([]));
        assert_eq!(answer["skipped"][0]["reason"], "Its payment has to be looked at first.");
    }
}

#[actix_web::test]
async fn two_who_complete_the_same_order_complete_it_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let order = buy(&app, &app.anonymous(), &mug, 1).await;
    let staff = staff(&app).await;
    let twin = staff.twin();
    let ids = [order.as_str()];
    let (one, other) = tokio::join!(bulk(&staff, "complete", &ids), bulk(&twin, "complete", &ids));
    let updated = [one, other].map(|answer| answer.body["updated"].as_array().unwrap().len());
    assert_eq!(updated.iter().sum::<usize>(), 1);
}

#[actix_web::test]
async fn a_list_of_orders_has_its_bounds() {
    let app = TestApp::start().await;
    let staff = staff(&app).await;
    let id = |number: u32| format!("ord_0192f00000007000800000000000{number:04}");
    let many: Vec<String> = (0..101).map(id).collect();
    for (body, pointer) in [
        (json!({"ids": [], "action": "ship"}), "/ids"),
        (json!({"ids": many, "action": "ship"}), "/ids"),
        (json!({"ids": [id(1), id(1)], "action": "ship"}), "/ids"),
        (json!({"ids": [id(1)], "action": "refund"}), "/action"),
        (json!({"ids": ["usr_0192f000000070008000000000000001"], "action": "ship"}), "/ids/0"),
        (json!({"ids": [id(1)], "action": "ship", "status": "paid"}), "/status"),
    ] {
        let refused = staff.post("/api/v1/admin/orders/bulk", body.clone()).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{body}");
    }
}
