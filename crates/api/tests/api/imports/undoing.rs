//! Undoing: what was is again, but for what somebody did since.

use securecart_db::catalog::check_ledger;
use serde_json::{Value, json};

use super::{HEAD, Shop};

/// What an export says, which is everything but ids and versions.
async fn catalogue(shop: &Shop) -> String {
    shop.staff.get("/api/v1/admin/exports/products").await.text
}

#[actix_web::test]
async fn what_an_import_changed_is_as_it_was() {
    let shop = Shop::open().await;
    shop.import(crate::import::QUIRKS).await;
    let before = catalogue(&shop).await;
    let changed = crate::import::QUIRKS
        .replace("Linen Shirt", "Shirt")
        .replace("39.90,49.90", "29.90,")
        .replace(",Size,S", ",Width,S")
        .replace("\"summer wear, linen\"", "\"new, linen\"")
        .replace("https://pics.example/a.jpg,1,Front", "https://pics.example/new.jpg,1,Front")
        .replace("\r\n\r\n", "\r\nlinen-shirt,,,,,,,,L,LS-L,220,0,41,,,,,\r\n\r\n");
    let path = shop.import(changed).await;
    assert_eq!(shop.staff.get(&path).await.body["applied"]["changed"], 1);
    assert_ne!(catalogue(&shop).await, before);
    shop.step(&path, "undo").await;
    assert_eq!(catalogue(&shop).await, before);
    let import = shop.staff.get(&path).await.body;
    assert_eq!((&import["status"], &import["undone"]["restored"]), (&json!("undone"), &json!(1)));
    assert_eq!(shop.staff.post(&format!("{path}/undo"), Value::Null).await.problem(), "conflict");
}

#[actix_web::test]
async fn added_products_go_as_far_as_the_books_let_them() {
    let shop = Shop::open().await;
    let file = format!("{HEAD}cup,Cup,,true,,,CUP,0,5\njug,Jug,,true,,,JUG,2,6\nmug,Mug,,true,,,MUG,2,7\n");
    let path = shop.import(&file).await;
    let mug = shop.products().await[2]["id"].as_str().unwrap().to_owned();
    let guest = shop.app.anonymous();
    assert_eq!(guest.post("/api/v1/cart/items", json!({"product_id": mug, "quantity": 1})).await.status, 200);
    assert_eq!(guest.post("/api/v1/checkout", json!({})).await.status, 201);
    shop.step(&path, "undo").await;
    let left: Vec<(Value, Value)> = shop
        .products()
        .await
        .iter()
        .map(|product| (product["name"].clone(), product["status"].clone()))
        .collect();
    assert_eq!(left, [(json!("Jug"), json!("draft")), (json!("Mug"), json!("discontinued"))]);
    let undone = shop.staff.get(&path).await.body["undone"].clone();
    assert_eq!(undone, json!({"restored": 0, "removed": 1, "hidden": 1, "discontinued": 1, "kept": 0}));
    let state = check_ledger(&mut shop.app.state.db.connection().await.unwrap()).await.unwrap();
    assert_eq!(state.variants_off, 0);
    // A draft comes back with the next import, with the units that it has.
    shop.import(&file).await;
    let jug = shop.products().await[1].clone();
    assert_eq!((&jug["status"], &jug["variants"][0]["on_hand"]), (&json!("active"), &json!(2)));
}

#[actix_web::test]
async fn a_variant_that_the_books_know_stays_without_stock() {
    let shop = Shop::open().await;
    shop.import(format!("{HEAD}mug,Mug,,true,Size,S,,5,7\n")).await;
    let path =
        shop.import(format!("{HEAD}mug,Mug,,true,Size,S,,5,7\nmug,,,,,M,,4,8\nmug,,,,,L,,0,9\n")).await;
    shop.step(&path, "undo").await;
    let mug = shop.products().await[0].clone();
    let left: Vec<(&Value, &Value)> = mug["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variant| (&variant["title"], &variant["on_hand"]))
        .collect();
    assert_eq!(left, [(&json!("S"), &json!(5)), (&json!("M"), &json!(0))]);
    let state = check_ledger(&mut shop.app.state.db.connection().await.unwrap()).await.unwrap();
    assert_eq!(state.variants_off, 0);
}

#[actix_web::test]
async fn what_somebody_changed_since_is_kept_and_reported() {
    let shop = Shop::open().await;
    let file = format!("{HEAD}cup,Cup,,true,,,CUP,0,5\njug,Jug,,true,,,JUG,0,6\n");
    shop.import(&file).await;
    let path = shop.import(file.replace(",Cup,", ",Beaker,").replace(",Jug,", ",Pitcher,")).await;
    let beaker = shop.products().await[0].clone();
    let at = format!("/api/v1/admin/products/{}", beaker["id"].as_str().unwrap());
    let edit = json!({"summary": "For water."});
    assert_eq!(shop.staff.patch_if(&at, "\"v2\"", edit).await.status, 200);
    shop.step(&path, "undo").await;
    let names: Vec<Value> = shop.products().await.iter().map(|product| product["name"].clone()).collect();
    assert_eq!(names, ["Beaker", "Jug"]);
    let rows = shop.rows(&path).await;
    assert_eq!((&rows[0]["undo"], &rows[1]["undo"]), (&json!("kept"), &json!("restored")));
}
