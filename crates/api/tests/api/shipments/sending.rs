//! Sending an order in parts.

use reqwest::Method;
use securecart_api::jobs::send_outbox;
use securecart_domain::Permission;
use securecart_stripe_emulator::RefundStatus;
use serde_json::{Value, json};

use super::{of, ship, ship_the_rest};
use crate::{
    refunds::{Sold, cancel, mails_about, refund, seen, sold},
    shopping::{add, assert_ledger_holds, count, on_sale, pay},
    support::new_key,
};

fn units(order: &Value) -> (&Value, &Value, &Value) {
    let line = &order["lines"][0];
    (&order["fulfilment_status"], &line["shipped_quantity"], &line["unshipped_quantity"])
}

#[actix_web::test]
async fn an_order_is_sent_in_parts_with_a_mail_and_a_link_for_each() {
    let Sold { app, ann, clerk, order, line, .. } = sold(3).await;
    let mut parcel = of(&line, 2);
    parcel.as_object_mut().unwrap().extend([
        ("carrier".to_owned(), json!("Harbour Post")),
        ("tracking_number".to_owned(), json!("HP 1")),
        ("tracking_url".to_owned(), json!("https://post.example/track?id=HP1")),
    ]);
    let sent = ship(&clerk, &order, parcel).await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    let now = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!(units(&now), (&json!("partially_fulfilled"), &json!(2), &json!(1)));
    assert_eq!(now["shipments"], json!([sent.body]));
    assert_eq!(sent.body["tracking_url"], "https://post.example/track?id=HP1");
    assert_eq!(ship_the_rest(&clerk, &order).await.body["updated"], json!([order]));
    let now = seen(&clerk, &order).await;
    assert_eq!(units(&now), (&json!("fulfilled"), &json!(3), &json!(0)));
    assert_eq!(now["shipments"][1]["tracking_url"], Value::Null);
    let listed = clerk.get(&format!("/api/v1/admin/orders/{order}/shipments")).await.body;
    assert_eq!((&listed["items"], &listed["total"]), (&now["shipments"], &json!(2)));
    for _ in 0..2 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    let mails = mails_about(&app, "A part of your order SC-100001 is on its way");
    assert_eq!(mails.len(), 2, "one for each");
    assert_eq!(mails_about(&app, "https://post.example/track?id=HP1").len(), 1);
    assert_eq!(count(&app, "audit_events", "event = 'order_shipped'").await, 2);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn units_that_are_not_to_be_sent_are_refused() {
    let Sold { app, mug, ann, clerk, order, line } = sold(2).await;
    let other = crate::shopping::buy(&app, &ann, &mug, 1).await;
    let foreign = seen(&clerk, &other).await["lines"][0]["id"].as_str().unwrap().to_owned();
    let with = |name: &str, value: Value| {
        let mut body = of(&line, 1);
        body.as_object_mut().unwrap().insert(name.to_owned(), value);
        body
    };
    let twice = json!({"lines": [{"line_id": line, "quantity": 1}, {"line_id": line, "quantity": 1}]});
    for (body, pointer) in [
        (json!({"lines": []}), "/lines"),
        (twice, "/lines"),
        (of(&line, 0), "/lines/0/quantity"),
        (of(&line, 3), "/lines/0/quantity"),
        (of(&line, -1), "/lines/0/quantity"),
        (of(&foreign, 1), "/lines/0/line_id"),
        (with("tracking_url", json!("http://post.example/1")), "/tracking_url"),
        (with("tracking_url", json!("javascript:alert(1)")), "/tracking_url"),
        (with("tracking_number", json!("<b>")), "/tracking_number"),
        (with("carrier", json!("x".repeat(61))), "/carrier"),
        (with("status", json!("fulfilled")), "/status"),
    ] {
        let refused = ship(&clerk, &order, body.clone()).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{body}: {}", refused.text);
    }
    let unknown = "ord_0192f000000070008000000000000001";
    assert_eq!(ship(&clerk, unknown, of(&line, 1)).await.status, 404);
    assert_eq!(ship(&ann, &order, of(&line, 1)).await.status, 403, "the customer");
    let reader = app.staff(&[Permission::ReadOrders]).await;
    assert_eq!(ship(&reader, &order, of(&line, 1)).await.status, 403, "staff who may only look");
    assert_eq!(count(&app, "shipments", "true").await, 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_was_refunded_before_it_was_sent_is_not_sent() {
    let Sold { app, clerk, order, line, .. } = sold(3).await;
    let one = json!({"lines": [{"line_id": line, "quantity": 1}]});
    assert_eq!(refund(&clerk, &order, one.clone()).await.status, 201);
    let refused = ship(&clerk, &order, of(&line, 3)).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines/0/quantity"]), "{}", refused.text);
    assert_eq!(ship(&clerk, &order, of(&line, 1)).await.status, 201);
    // The last one is given back, so that nothing is left to send.
    assert_eq!(refund(&clerk, &order, one.clone()).await.status, 201);
    assert_eq!(units(&seen(&clerk, &order).await), (&json!("fulfilled"), &json!(1), &json!(0)));
    assert_eq!(ship(&clerk, &order, of(&line, 1)).await.problem(), "conflict");
    // What was sent and is refunded then changes nothing of what was sent.
    assert_eq!(refund(&clerk, &order, one).await.status, 201);
    assert_eq!(units(&seen(&clerk, &order).await), (&json!("fulfilled"), &json!(1), &json!(0)));
    let even_by_hand = app.refused("UPDATE order_lines SET shipped_quantity = 2").await;
    assert!(even_by_hand.contains("order_lines_never_ship_more_than_is_left"), "{even_by_hand}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refund_that_fails_lets_its_units_be_sent_again() {
    let Sold { app, clerk, order, line, .. } = sold(1).await;
    app.stripe.begin_refunds_as(RefundStatus::Failed);
    let one = json!({"lines": [{"line_id": line, "quantity": 1}]});
    assert_eq!(refund(&clerk, &order, one).await.body["refund"]["status"], "failed");
    assert_eq!(units(&seen(&clerk, &order).await), (&json!("unfulfilled"), &json!(0), &json!(1)));
    assert_eq!(ship(&clerk, &order, of(&line, 1)).await.status, 201);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_is_cancelled_or_completed_is_not_sent() {
    let Sold { app, mug, ann, clerk, order, line } = sold(2).await;
    assert_eq!(ship(&clerk, &order, of(&line, 1)).await.status, 201);
    assert_eq!(cancel(&ann, &order, None).await.status, 409, "a part is on its way");
    let done = clerk.post("/api/v1/admin/orders/bulk", json!({"ids": [order], "action": "complete"})).await;
    assert_eq!(done.body["updated"], json!([order]));
    let now = seen(&clerk, &order).await;
    assert_eq!(units(&now), (&json!("fulfilled"), &json!(2), &json!(0)), "completing sends the rest");
    assert_eq!(now["shipments"].as_array().unwrap().len(), 2);
    assert_eq!(ship(&clerk, &order, of(&line, 1)).await.problem(), "conflict");
    let other = crate::shopping::buy(&app, &ann, &mug, 1).await;
    let line = seen(&clerk, &other).await["lines"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(cancel(&ann, &other, None).await.status, 200);
    assert_eq!(ship(&clerk, &other, of(&line, 1)).await.problem(), "conflict");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_same_call_twice_sends_once() {
    let Sold { app, clerk, order, line, .. } = sold(2).await;
    let (path, key) = (format!("/api/v1/admin/orders/{order}/shipments"), new_key());
    let headers = [("idempotency-key", key.as_str())];
    let first = clerk.call(Method::POST, &path, Some(of(&line, 1)), &headers).await;
    let again = clerk.call(Method::POST, &path, Some(of(&line, 1)), &headers).await;
    assert_eq!((first.status, again.status, &first.body), (201, 201, &again.body));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(count(&app, "shipments", "true").await, 1);
}

#[actix_web::test]
async fn lines_are_sent_one_by_one() {
    let Sold { app, ann, clerk, mug, .. } = sold(1).await;
    let bowl = on_sale(&app, "Bowl", 900, 5).await;
    for goods in [&mug, &bowl] {
        assert_eq!(add(&ann, goods, 2).await.status, 200);
    }
    let started = crate::shopping::start(&ann).await;
    let checkout = started.body["checkout_id"].as_str().unwrap().to_owned();
    pay(&app, &checkout).await;
    let order = crate::shopping::state_of(&ann, &checkout).await["order_id"].as_str().unwrap().to_owned();
    let lines = seen(&clerk, &order).await["lines"].clone();
    for (index, status) in [(0, "partially_fulfilled"), (1, "fulfilled")] {
        let line = lines[index]["id"].as_str().unwrap();
        assert_eq!(ship(&clerk, &order, of(line, 2)).await.status, 201);
        assert_eq!(seen(&clerk, &order).await["fulfilment_status"], status);
    }
    assert_ledger_holds(&app).await;
}
