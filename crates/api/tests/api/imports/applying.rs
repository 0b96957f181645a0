//! Applying: once for each product, whoever works on it and however often it is interrupted.

use std::fmt::Write as _;

use chrono::Duration;
use securecart_api::imports::work_on_import;
use securecart_db::imports::{hold, lease_import};
use serde_json::{Value, json};

use super::{HEAD, Shop};

/// So many products with a unit each.
fn file(products: usize) -> String {
    let mut file = HEAD.to_owned();
    for number in 0..products {
        writeln!(file, "thing-{number},Thing {number},,true,Title,Default Title,T-{number},1,{number}.50")
            .unwrap();
    }
    file
}

#[actix_web::test]
async fn an_import_that_was_cut_off_goes_on_where_it_was() {
    let shop = Shop::open().await;
    let path = shop.check(file(9)).await;
    assert_eq!(shop.staff.post(&format!("{path}/apply"), Value::Null).await.status, 200);
    assert!(work_on_import(&shop.app.state, 4).await.unwrap());
    let import = shop.staff.get(&path).await.body;
    assert_eq!(
        (&import["status"], &import["done"], &import["applied"]["added"]),
        (&json!("applying"), &json!(4), &json!(4))
    );
    // A worker that died holding it is waited for, and then another one goes on.
    let (state, dead) = (&shop.app.state, shop.app.state.clock.uuid());
    let mut conn = state.db.connection().await.unwrap();
    let now = state.clock.now();
    let lease = lease_import(&mut conn, dead, now, now + Duration::minutes(1)).await.unwrap().unwrap();
    assert!(!work_on_import(state, 100).await.unwrap(), "it is somebody else's");
    state.clock.advance(Duration::minutes(2));
    assert!(work_on_import(state, 3).await.unwrap());
    assert!(!hold(&mut conn, lease.id, dead, 1, now).await.unwrap(), "whoever comes back has lost it");
    drop(conn);
    shop.work().await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!(
        (&import["status"], &import["applied"]),
        (&json!("applied"), &json!({"added": 9, "changed": 0, "unchanged": 0, "refused": 0}))
    );
    assert_eq!(shop.count("products").await, 9);
    assert_eq!(shop.count("stock_movements").await, 9);
    let by_staff = "audit_events WHERE event = 'product_created' AND actor_user_id IS NOT NULL";
    assert_eq!(shop.count(by_staff).await, 9);
    assert_eq!(shop.count("catalog_import_parts").await, 0, "the file is not needed any more");
}

#[actix_web::test]
async fn of_many_workers_each_product_is_stored_by_one() {
    let shop = Shop::open().await;
    let answer = shop.bring(file(60)).await;
    let path = super::path_of(&answer);
    let worker = || async {
        for _ in 0..40 {
            work_on_import(&shop.app.state, 7).await.unwrap();
        }
    };
    tokio::join!(worker(), worker(), worker());
    // Whoever finds it taken goes away, so the last part may be left over.
    shop.work().await;
    assert_eq!(shop.staff.post(&format!("{path}/apply"), Value::Null).await.status, 200);
    tokio::join!(worker(), worker(), worker());
    // Whoever finds it taken goes away, so the last part may be left over.
    shop.work().await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!((&import["status"], &import["applied"]["added"]), (&json!("applied"), &json!(60)));
    assert_eq!(shop.count("products").await, 60);
    assert_eq!(shop.count("audit_events WHERE event = 'product_created'").await, 60);
}

#[actix_web::test]
async fn what_changed_after_the_check_is_left_alone_and_named() {
    let shop = Shop::open().await;
    shop.import(file(3)).await;
    let path = shop.check(file(3).replace("Thing ", "Object ")).await;
    let product = shop.products().await[1].clone();
    let at = format!("/api/v1/admin/products/{}", product["id"].as_str().unwrap());
    assert_eq!(shop.staff.patch_if(&at, "\"v1\"", json!({"name": "Mine"})).await.status, 200);
    shop.step(&path, "apply").await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!(import["applied"], json!({"added": 0, "changed": 2, "unchanged": 0, "refused": 1}));
    let row = shop.rows(&path).await[1].clone();
    assert_eq!(
        (&row["outcome"], &row["errors"][0]["code"]),
        (&json!("refused"), &json!("changed_since_check"))
    );
    assert_eq!(shop.staff.get(&at).await.body["name"], "Mine");
}

#[actix_web::test]
async fn a_code_that_is_taken_meanwhile_stops_one_product() {
    let shop = Shop::open().await;
    let path = shop.check(file(3)).await;
    let new = json!({"name": "Quick", "sku": "T-1", "price": {"amount_minor": 1, "currency": "USD"}});
    assert_eq!(shop.staff.post("/api/v1/admin/products", new).await.status, 201);
    shop.step(&path, "apply").await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!(
        (&import["status"], &import["applied"]["added"], &import["applied"]["refused"]),
        (&json!("applied"), &json!(2), &json!(1))
    );
    assert_eq!(shop.rows(&path).await[1]["errors"][0]["code"], "sku_taken");
}
