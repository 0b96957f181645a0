//! The orders of a customer.

use serde_json::{Value, json};

use crate::{
    shopping::{buy, checkout_of, count, on_sale},
    support::{Client, TestApp},
};

async fn mine(client: &Client, query: &str) -> Value {
    let answer = client.get(&format!("/api/v1/me/orders{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

#[actix_web::test]
async fn only_what_was_paid_is_an_order() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, 2).await;
    checkout_of(&ann, &mug, 1).await;
    let list = mine(&ann, "").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["next_cursor"], Value::Null);
    let item = &list["items"][0];
    assert_eq!(item, &ann.get(&format!("/api/v1/me/orders/{order}")).await.body);
    assert_eq!(item["number"], "SC-100001");
    assert_eq!(item["fulfilment_status"], "unfulfilled");
    assert_eq!(item["customer"]["username"], "ann");
    let line = &item["lines"][0];
    assert_eq!((&line["name"], &line["quantity"]), (&json!("Mug"), &json!(2)));
    assert_eq!((&line["product_id"], &line["variant_id"]), (&json!(mug.id), &json!(mug.variant)));
    assert_eq!(line["total"], json!({"amount_minor": 2500, "currency": "USD"}));
    assert_eq!(count(&app, "orders", "status = 'pending'").await, 1);
}

#[actix_web::test]
async fn orders_are_listed_page_by_page_newest_first() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.insert(0, buy(&app, &ann, &mug, 1).await);
    }
    let first = mine(&ann, "?limit=2").await;
    let second = mine(&ann, &format!("?limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    let pages = [&first, &second].map(|page| page["items"].as_array().unwrap().clone()).concat();
    let ids: Vec<&str> = pages.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, orders);
    assert_eq!(second["next_cursor"], Value::Null);
    for (query, pointer) in
        [("?limit=0", "?limit"), ("?limit=101", "?limit"), ("?cursor=x", "?cursor"), ("?a=b", "?a")]
    {
        let refused = ann.get(&format!("/api/v1/me/orders{query}")).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{query}");
    }
}

#[actix_web::test]
async fn another_customers_order_is_not_found() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let of_ann = buy(&app, &ann, &mug, 1).await;
    let of_guest = buy(&app, &app.anonymous(), &mug, 1).await;
    let unknown = "ord_0192f000000070008000000000000001";
    for order in [of_ann.as_str(), of_guest.as_str(), unknown, "nonsense"] {
        let answer = bob.get(&format!("/api/v1/me/orders/{order}")).await;
        assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{order}");
    }
    assert_eq!(mine(&bob, "").await["items"], json!([]));
    assert_eq!(mine(&ann, "").await["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn an_order_that_was_never_paid_is_not_found() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    checkout_of(&ann, &mug, 1).await;
    let session = app.stripe.sessions().remove(0);
    let order = session["client_reference_id"].as_str().unwrap();
    assert_eq!(ann.get(&format!("/api/v1/me/orders/{order}")).await.status, 404);
}
