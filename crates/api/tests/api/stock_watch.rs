//! Watching stock: levels and their thresholds, the ledger, and what checkouts keep.

use securecart_db::audit;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{Goods, checkout_of, on_sale},
    support::{Answer, Client, TestApp},
};

const INVENTORY: &str = "/api/v1/admin/inventory";

/// A shop with these products, and somebody who watches their stock.
async fn shop(products: &[(&str, u32)]) -> (TestApp, Client, Vec<Goods>) {
    let app = TestApp::start().await;
    let mut goods = Vec::new();
    for (name, stock) in products {
        goods.push(on_sale(&app, name, 100, *stock).await);
    }
    let staff = app.staff(&[Permission::ReadInventory, Permission::WriteInventory]).await;
    (app, staff, goods)
}

async fn level(staff: &Client, variant: &str) -> (Value, String) {
    let answer = staff.get(&format!("{INVENTORY}/{variant}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    (answer.body.clone(), answer.header("etag").to_owned())
}

async fn thresholds(staff: &Client, variant: &str, etag: &str, body: Value) -> Answer {
    let path = format!("{INVENTORY}/{variant}/thresholds");
    staff.call("PUT".parse().unwrap(), &path, Some(body), &[("if-match", etag)]).await
}

fn names(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["item"]["product_name"].as_str().unwrap())
        .collect()
}

#[actix_web::test]
async fn levels_are_found_by_how_they_stand_and_by_words() {
    let (_app, staff, _) = shop(&[("Mug", 0), ("Bowl", 5), ("Jug", 6)]).await;
    for (query, expected) in [
        ("", vec!["Jug", "Bowl", "Mug"]),
        ("?state=out", vec!["Mug"]),
        ("?state=low", vec!["Bowl"]),
        ("?state=enough", vec!["Jug"]),
        ("?state=over", vec![]),
        ("?q=ug", vec!["Jug", "Mug"]),
        ("?q=ug&state=out", vec!["Mug"]),
        ("?q=%25", vec![]),
    ] {
        let answer = staff.get(&format!("{INVENTORY}{query}")).await;
        assert_eq!((answer.status, names(&answer.body)), (200, expected.clone()), "{query}");
        assert_eq!(answer.body["total"], expected.len(), "{query}");
    }
    let first = staff.get(&format!("{INVENTORY}?limit=2")).await.body;
    assert_eq!((names(&first), &first["total"]), (vec!["Jug", "Bowl"], &json!(3)));
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = staff.get(&format!("{INVENTORY}?limit=2&cursor={cursor}")).await.body;
    assert_eq!((names(&second), &second["next_cursor"]), (vec!["Mug"], &Value::Null));
    for bad in ["?state=some", "?limit=0", "?cursor=x", "?sort=name"] {
        assert_eq!(staff.get(&format!("{INVENTORY}{bad}")).await.status, 422, "{bad}");
    }
}

#[actix_web::test]
async fn thresholds_decide_what_is_low_and_what_is_too_much() {
    let (app, staff, goods) = shop(&[("Mug", 20)]).await;
    let (before, etag) = level(&staff, &goods[0].variant).await;
    assert_eq!(
        (&before["state"], &before["low_units"], &before["over_units"]),
        (&json!("enough"), &json!(5), &Value::Null)
    );
    let low = thresholds(&staff, &goods[0].variant, &etag, json!({"low_units": 20})).await;
    assert_eq!((low.status, &low.body["state"]), (200, &json!("low")), "{}", low.text);
    let stale = thresholds(&staff, &goods[0].variant, &etag, json!({"low_units": 3})).await;
    assert_eq!((stale.status, stale.problem()), (412, "stale-version"));
    let over =
        thresholds(&staff, &goods[0].variant, low.header("etag"), json!({"low_units": 3, "over_units": 20}))
            .await;
    assert_eq!((over.status, &over.body["state"]), (200, &json!("over")), "{}", over.text);
    assert_eq!(names(&staff.get(&format!("{INVENTORY}?state=over")).await.body), ["Mug"]);
    let keeper = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let listed = keeper.get("/api/v1/admin/products?stock=low").await;
    assert_eq!((listed.status, &listed.body["total"]), (200, &json!(0)), "{}", listed.text);
    let etag = over.header("etag");
    assert_eq!(thresholds(&staff, &goods[0].variant, etag, json!({"low_units": 20})).await.status, 200);
    let listed = keeper.get("/api/v1/admin/products?stock=low").await.body;
    assert_eq!((&listed["total"], &listed["items"][0]["variants"][0]["low_units"]), (&json!(1), &json!(20)));
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "variant", &goods[0].variant).await.unwrap();
    assert_eq!(events, ["stock_thresholds_set"; 3]);
}

#[actix_web::test]
async fn thresholds_that_can_not_be_name_their_field() {
    let (_app, staff, goods) = shop(&[("Mug", 20)]).await;
    let (_, etag) = level(&staff, &goods[0].variant).await;
    for (body, pointer) in [
        (json!({"low_units": 1_000_001}), "/low_units"),
        (json!({"low_units": -1}), "/low_units"),
        (json!({"low_units": 5, "over_units": 5}), "/over_units"),
        (json!({"low_units": 5, "over_units": 1_000_001}), "/over_units"),
        (json!({"low_units": 5, "on_hand": 5}), "/on_hand"),
    ] {
        let answer = thresholds(&staff, &goods[0].variant, &etag, body.clone()).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{body}");
    }
    let nowhere = "var_0192f000000070008000000000000001";
    assert_eq!(thresholds(&staff, nowhere, &etag, json!({"low_units": 5})).await.status, 404);
    assert_eq!(staff.get(&format!("{INVENTORY}/{nowhere}")).await.status, 404);
    assert_eq!(staff.get(&format!("{INVENTORY}/mug")).await.status, 404);
}

#[actix_web::test]
async fn what_a_checkout_keeps_is_seen_and_is_in_the_ledger() {
    let (app, staff, goods) = shop(&[("Mug", 6), ("Bowl", 6)]).await;
    let checkout = checkout_of(&app.anonymous(), &goods[0], 4).await;
    let kept = staff.get(&format!("{INVENTORY}/reservations?variant={}", goods[0].variant)).await.body;
    assert_eq!((&kept["total"], &kept["items"][0]["quantity"]), (&json!(1), &json!(4)));
    assert_eq!(kept["items"][0]["checkout_id"], json!(checkout));
    let others = staff.get(&format!("{INVENTORY}/reservations?variant={}", goods[1].variant)).await.body;
    assert_eq!(others["total"], 0);
    let (level, _) = level(&staff, &goods[0].variant).await;
    let counted = ["on_hand", "reserved", "available", "state"].map(|field| level[field].clone());
    assert_eq!(counted, [json!(6), json!(4), json!(2), json!("low")]);

    let ledger = staff.get(&format!("{INVENTORY}/movements?variant={}", goods[0].variant)).await.body;
    let kinds: Vec<_> =
        ledger["items"].as_array().unwrap().iter().map(|entry| entry["kind"].clone()).collect();
    assert_eq!((kinds, &ledger["total"]), (vec![json!("hold"), json!("receipt")], &json!(2)));
    let hold = &ledger["items"][0];
    assert_eq!(
        (&hold["on_hand_delta"], &hold["reserved_delta"], &hold["reason"]),
        (&json!(0), &json!(4), &json!(checkout))
    );
    assert!(ledger["items"][1]["actor"].is_string(), "who counted is named: {ledger}");
    let holds = staff.get(&format!("{INVENTORY}/movements?kind=hold")).await.body;
    assert_eq!(holds["total"], 1);
    for bad in ["?kind=theft", "?variant=prd_0192f000000070008000000000000001"] {
        assert_eq!(staff.get(&format!("{INVENTORY}/movements{bad}")).await.status, 422, "{bad}");
    }
}
