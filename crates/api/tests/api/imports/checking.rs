//! What a check finds out, and that it changes nothing.

use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{HEAD, IMPORTS, Shop, send};

#[actix_web::test]
async fn a_check_tells_what_would_be_different_and_changes_nothing() {
    let shop = Shop::open().await;
    shop.import(format!(
        "{HEAD}mug,Mug,,true,Title,Default Title,MUG,3,10\njug,Jug,,true,Title,Default Title,JUG,1,20\n"
    ))
    .await;
    let before =
        (shop.products().await, shop.count("stock_movements").await, shop.count("audit_events").await);
    let file = format!(
        "{HEAD}mug,Mug with a handle,,true,Title,Default Title,MUG,9,12.50\njug,Jug,,true,Title,Default Title,JUG,1,20\n\
         cup,Cup,,true,Size,S,CUP-S,4,5\ncup,,,,,M,CUP-M,0,6\npan,Pan,,true,Title,Default Title,JUG,1,ten\n,Nameless,,,,,,,1\n"
    );
    let path = shop.check(file).await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!(
        (&import["status"], &import["rows"], &import["products"], &import["done"]),
        (&json!("checked"), &json!(6), &json!(5), &json!(5))
    );
    assert_eq!(import["checked"], json!({"added": 1, "changed": 1, "unchanged": 1, "refused": 2}));
    assert_eq!((&import["moves_stock"], &import["applied"]["added"]), (&json!(true), &json!(0)));
    let rows = shop.rows(&path).await;
    assert_eq!(
        rows[0]["differences"],
        json!([
            {"field": "name", "variant": null, "before": "Mug", "after": "Mug with a handle"},
            {"field": "price", "variant": "", "before": "10.00 USD", "after": "12.50 USD"},
        ])
    );
    assert_eq!((&rows[1]["kind"], &rows[1]["differences"]), (&json!("unchanged"), &json!([])));
    let new = rows[2]["differences"].as_array().unwrap();
    let price = json!({"field": "price", "variant": "M", "before": null, "after": "6.00 USD"});
    assert!(new.contains(&price), "{new:?}");
    assert_eq!(
        rows[3]["errors"][0],
        json!({"line": 6, "column": "Variant Price", "code": "invalid", "detail": "an amount looks like 12 or 12.50"})
    );
    assert_eq!((&rows[4]["errors"][0]["code"], &rows[4]["line"]), (&json!("missing"), &json!(7)));
    let refused = shop.staff.get(&format!("{path}/rows?kind=refused&limit=1")).await.body;
    assert_eq!((&refused["total"], &refused["items"][0]["key"]), (&json!(2), &json!("pan")));
    let next =
        format!("{path}/rows?kind=refused&limit=1&cursor={}", refused["next_cursor"].as_str().unwrap());
    assert_eq!(shop.staff.get(&next).await.body["items"][0]["line"], 7);
    let after =
        (shop.products().await, shop.count("stock_movements").await, shop.count("audit_events").await);
    assert_eq!((after.0, after.1), (before.0, before.1));
    assert_eq!(after.2, before.2 + 1, "that a file was brought is the only thing that happened");
}

#[actix_web::test]
async fn products_that_are_there_can_be_left_alone() {
    let shop = Shop::open().await;
    shop.import(format!("{HEAD}mug,Mug,,true,Title,Default Title,MUG,3,10\n")).await;
    let file = format!(
        "{HEAD}mug,Mug,,true,Title,Default Title,MUG,3,99\njug,Jug,,true,Title,Default Title,JUG,1,20\n"
    );
    let answer = send(&shop.staff, "shopify", "add", file.as_bytes()).await;
    let path = super::path_of(&answer);
    shop.work().await;
    shop.step(&path, "apply").await;
    let import = shop.staff.get(&path).await.body;
    assert_eq!(import["applied"], json!({"added": 1, "changed": 0, "unchanged": 1, "refused": 0}));
    assert_eq!(shop.products().await[1]["variants"][0]["price"]["amount_minor"], 1000);
}

#[actix_web::test]
async fn imports_are_listed_newest_first_and_found_by_their_id_alone() {
    let shop = Shop::open().await;
    let first = shop.check(format!("{HEAD}mug,Mug,,true,,,,3,10\n")).await;
    let second = shop.check("id,name\n1,Mug\n").await;
    let list = shop.staff.get(IMPORTS).await.body;
    assert_eq!((&list["total"], &list["items"][0]["status"]), (&json!(2), &json!("failed")));
    let failure = list["items"][0]["failure"].as_str().unwrap();
    assert!(failure.contains("no column Handle"), "{failure}");
    assert!(first.ends_with(list["items"][1]["id"].as_str().unwrap()));
    assert_eq!(shop.staff.post(&format!("{second}/apply"), Value::Null).await.problem(), "conflict");
    assert_eq!(shop.staff.post(&format!("{first}/undo"), Value::Null).await.problem(), "conflict");
    for path in ["imp_0192f000000070008000000000000001", "1", "imp_x"] {
        assert_eq!(shop.staff.get(&format!("{IMPORTS}/{path}")).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn an_import_that_moves_stock_takes_the_right_to_move_it() {
    let shop = Shop::open().await;
    let path = shop.check(format!("{HEAD}mug,Mug,,true,,,,3,10\n")).await;
    let other = shop.app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let answer = other.post(&format!("{path}/apply"), Value::Null).await;
    assert_eq!((answer.status, &answer.body["required_permission"]), (403, &json!("write_inventory")));
    let without = shop.check(format!("{HEAD}jug,Jug,,true,,,,0,10\n")).await;
    assert_eq!(other.post(&format!("{without}/apply"), Value::Null).await.status, 200);
}
