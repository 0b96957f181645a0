//! Customers who want to send something back.

use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{act, ask, sent};
use crate::{
    refunds::{Sold, refund, seen, sold},
    shipments::{of, ship},
    shopping::{assert_ledger_holds, buy, count},
};

#[actix_web::test]
async fn only_what_was_sent_and_is_neither_returned_nor_refunded_can_be_returned() {
    let Sold { app, ann, clerk, order, line, .. } = sold(5).await;
    assert_eq!(ask(&ann, &order, &line, 1).await.problem(), "conflict", "nothing was sent");
    assert_eq!(ship(&clerk, &order, of(&line, 4)).await.status, 201);
    // Of two refunded units one had not been sent, so one that she has is paid no more.
    let two = json!({"lines": [{"line_id": line, "quantity": 2}]});
    assert_eq!(refund(&clerk, &order, two).await.status, 201);
    assert_eq!(seen(&clerk, &order).await["lines"][0]["returnable_quantity"], 3);
    let refused = ask(&ann, &order, &line, 4).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines/0/quantity"]), "{}", refused.text);
    let asked = ask(&ann, &order, &line, 2).await;
    assert_eq!((asked.status, &asked.body["status"]), (201, &json!("requested")), "{}", asked.text);
    assert_eq!(asked.body["note"], "A crack.");
    let refused = ask(&ann, &order, &line, 2).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines/0/quantity"]));
    // What is in a return is refunded by it alone.
    let rest = refund(&clerk, &order, json!({"lines": [{"line_id": line, "quantity": 2}]})).await;
    assert_eq!((rest.status, rest.pointers()), (422, vec!["/lines/0/quantity"]), "{}", rest.text);
    let now = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!(now["returns"], json!([asked.body]));
    let by_hand = app.refused("UPDATE order_lines SET returned_quantity = 5").await;
    assert!(by_hand.contains("order_lines_never_return_more_than_was_sent"), "{by_hand}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_is_somebody_elses_is_not_found_and_what_can_not_be_is_refused() {
    let Sold { app, mug, ann, clerk, order, line } = sent(2).await;
    let mallory = app.customer("mallory").await;
    assert_eq!(ask(&mallory, &order, &line, 1).await.status, 404);
    assert_eq!(ask(&app.anonymous(), &order, &line, 1).await.status, 401);
    assert_eq!(ask(&clerk, &order, &line, 1).await.status, 404, "staff is no customer of it");
    let other = buy(&app, &ann, &mug, 1).await;
    let foreign = seen(&clerk, &other).await["lines"][0]["id"].as_str().unwrap().to_owned();
    let refused = ask(&ann, &order, &foreign, 1).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines/0/line_id"]));
    let path = format!("/api/v1/me/orders/{order}/returns");
    let one = json!([{"line_id": line, "quantity": 1}]);
    for (body, pointer) in [
        (json!({"lines": [], "reason": "other"}), "/lines"),
        (json!({"lines": one, "reason": "because"}), "/reason"),
        (json!({"lines": one, "reason": "other", "note": "x".repeat(501)}), "/note"),
        (json!({"lines": one, "reason": "other", "status": "approved"}), "/status"),
        (json!({"lines": [{"line_id": line, "quantity": 0}], "reason": "other"}), "/lines/0/quantity"),
    ] {
        let refused = ann.post(&path, body.clone()).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{body}: {}", refused.text);
    }
    assert_eq!(count(&app, "returns", "true").await, 0);
    // A return of one order is none of another.
    let asked = ask(&ann, &order, &line, 1).await;
    for step in ["approve", "reject", "receive", "refund"] {
        let foreign = act(&clerk, &other, &asked.body["id"], step, json!({})).await;
        assert_eq!(foreign.status, 404, "{step}");
        let customer = act(&ann, &order, &asked.body["id"], step, json!({})).await;
        assert_eq!(customer.status, 403, "{step} by the customer");
    }
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn staff_see_what_waits_for_them_longest_waiting_first() {
    let Sold { app, ann, clerk, order, line, .. } = sent(3).await;
    let first = ask(&ann, &order, &line, 1).await.body;
    app.state.clock.advance(chrono::Duration::seconds(1));
    let second = ask(&ann, &order, &line, 1).await.body;
    assert_eq!(act(&clerk, &order, &first["id"], "reject", json!({"answer": "Worn."})).await.status, 200);
    let ids = |page: &Value| {
        let items = page["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["return"]["id"].clone()).collect::<Vec<_>>()
    };
    let open = clerk.get("/api/v1/admin/returns").await.body;
    assert_eq!((ids(&open), &open["total"]), (vec![second["id"].clone()], &json!(1)));
    assert_eq!(open["items"][0]["order_number"], "SC-100001");
    let rejected = clerk.get("/api/v1/admin/returns?status=rejected").await.body;
    assert_eq!(ids(&rejected), [first["id"].clone()]);
    let page = clerk.get("/api/v1/admin/returns?limit=1&status=requested").await.body;
    assert_eq!(page["next_cursor"], Value::Null);
    let other = app.staff(&[Permission::ReadRefunds]).await;
    assert_eq!(other.get("/api/v1/admin/returns").await.status, 403);
    let of_order = clerk.get(&format!("/api/v1/admin/orders/{order}/returns")).await.body;
    assert_eq!(of_order["total"], 2);
}

#[actix_web::test]
async fn what_a_customer_said_and_how_parcels_are_followed_is_forgotten_with_the_account() {
    let Sold { app, ann, clerk, order, line, .. } = sold(2).await;
    let mut parcel = of(&line, 2);
    parcel["tracking_number"] = json!("HP 1");
    parcel["tracking_url"] = json!("https://post.example/HP1");
    assert_eq!(ship(&clerk, &order, parcel).await.status, 201);
    assert_eq!(ask(&ann, &order, &line, 1).await.status, 201);
    assert_eq!(count(&app, "returns", "note_sealed IS NOT NULL AND note_sealed NOT LIKE '%crack%'").await, 1);
    let body = json!({"username": "ann"});
    let gone = ann.call(reqwest::Method::DELETE, "/api/v1/me", Some(body), &[]).await;
    assert_eq!(gone.status, 204, "{}", gone.text);
    assert_eq!(count(&app, "shipments", "tracking_number = '' AND tracking_url = ''").await, 1);
    assert_eq!(count(&app, "returns", "note_sealed IS NULL").await, 1);
    let now = seen(&clerk, &order).await;
    assert_eq!(
        (&now["returns"][0]["note"], &now["shipments"][0]["tracking_url"]),
        (&json!(""), &Value::Null)
    );
    assert_ledger_holds(&app).await;
}
