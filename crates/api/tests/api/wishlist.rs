//! Wishlists, and what else helps to find something again: related products, products by id.

use serde_json::{Value, json};

use crate::{
    privacy::erase,
    shopping::{Goods, add, buy, count, on_sale},
    support::{Client, TestApp},
};

const MINE: &str = "/api/v1/me/wishlist";

fn item(goods: &Goods) -> String {
    format!("{MINE}/{}", goods.id)
}

fn ids(body: &Value, pointer: &str) -> Vec<String> {
    let items = body["items"].as_array().unwrap().iter();
    items.map(|item| item.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

async fn wishes(client: &Client) -> Vec<String> {
    ids(&client.get(MINE).await.body, "/product/id")
}

#[actix_web::test]
async fn a_product_is_remembered_once_by_its_customer_alone_until_the_account_goes() {
    let app = TestApp::start().await;
    let (mug, cup) = (on_sale(&app, "Mug", 1250, 3).await, on_sale(&app, "Cup", 900, 0).await);
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    for goods in [&mug, &cup, &mug] {
        app.state.clock.advance(chrono::Duration::seconds(1));
        assert_eq!(ann.put(&item(goods), json!({})).await.status, 204);
    }
    assert_eq!(wishes(&ann).await, [cup.id.clone(), mug.id.clone()], "newest first, once, sold out or not");
    assert_eq!(
        ids(&ann.get(&format!("{MINE}?product={}", mug.id)).await.body, "/product/id"),
        std::slice::from_ref(&mug.id)
    );
    let first = ann.get(&format!("{MINE}?limit=1")).await.body;
    let rest = ann.get(&format!("{MINE}?limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!(
        (ids(&rest.body, "/product/id"), &rest.body["next_cursor"]),
        (vec![mug.id.clone()], &Value::Null)
    );
    assert_eq!(wishes(&bob).await, [""; 0]);
    assert_eq!(bob.delete(&item(&mug)).await.status, 204);
    assert_eq!(wishes(&ann).await.len(), 2, "nobody takes anything off another one's list");
    assert_eq!(ann.delete(&item(&cup)).await.status, 204);
    assert_eq!(ann.delete(&item(&cup)).await.status, 204, "the same again");
    app.execute("UPDATE products SET status = 'discontinued'").await;
    assert_eq!(wishes(&ann).await, [""; 0], "what is not sold is not shown");
    assert_eq!(ann.put(&item(&cup), json!({})).await.status, 404);
    assert_eq!(app.anonymous().put(&item(&mug), json!({})).await.status, 401);
    assert_eq!(erase(&ann, "ann").await.status, 204);
    assert_eq!(count(&app, "wishlist_items", "true").await, 0);
    assert_eq!(count(&app, "audit_events", "object_kind = 'wishlist'").await, 0, "nobody's business");
}

#[actix_web::test]
async fn a_wishlist_has_an_end_and_costs_two_statements_however_long_it_is() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let ann = app.customer("ann").await;
    assert_eq!(ann.put(&item(&mug), json!({})).await.status, 204);
    let before = app.state.db.statements();
    wishes(&ann).await;
    let cost = app.state.db.statements() - before;
    app.execute(
        "INSERT INTO products (id, slug, name, summary, description, vendor, tags, status, currency, min_price_minor, \
            max_price_minor, created_at, updated_at) \
         SELECT gen_random_uuid(), 'p-' || n, 'P', '', '', '', '{}', 'active', 'USD', 1, 1, now(), now() \
         FROM generate_series(1, 199) AS n; \
         INSERT INTO wishlist_items SELECT u.id, p.id, now() FROM users u, products p \
         WHERE u.username = 'ann' AND p.slug LIKE 'p-%'",
    )
    .await;
    let cup = on_sale(&app, "Cup", 900, 1).await;
    let full = ann.put(&item(&cup), json!({})).await;
    assert_eq!((full.status, full.problem()), (409, "conflict"));
    let before = app.state.db.statements();
    assert_eq!(ids(&ann.get(&format!("{MINE}?limit=100")).await.body, "/product/id").len(), 100);
    assert_eq!(app.state.db.statements() - before, cost);
}

#[actix_web::test]
async fn what_was_bought_together_twice_is_related() {
    let app = TestApp::start().await;
    let (mug, cup) = (on_sale(&app, "Mug", 1250, 9).await, on_sale(&app, "Cup", 900, 9).await);
    let (pot, pan) = (on_sale(&app, "Pot", 1250, 9).await, on_sale(&app, "Pan", 900, 9).await);
    let path = format!("/api/v1/products/{}/related", mug.id);
    let related = async || ids(&app.anonymous().get(&path).await.body, "/id");
    let ann = app.customer("ann").await;
    assert_eq!(add(&ann, &cup, 1).await.status, 200);
    buy(&app, &ann, &mug, 1).await;
    assert_eq!(related().await, [""; 0], "one order would say what one person bought");
    assert_eq!(add(&ann, &cup, 1).await.status, 200);
    buy(&app, &ann, &mug, 1).await;
    assert_eq!(related().await, std::slice::from_ref(&cup.id));
    app.execute(
        "INSERT INTO categories (id, slug, name, description, position) \
            VALUES (gen_random_uuid(), 'kitchen', 'Kitchen', '', 1); \
         UPDATE products SET category_id = (SELECT id FROM categories WHERE slug = 'kitchen') WHERE name <> 'Cup'",
    )
    .await;
    assert_eq!(related().await, [cup.id.clone(), pan.id.clone(), pot.id.clone()], "then the category");
    app.execute("UPDATE products SET status = 'draft' WHERE name IN ('Cup', 'Pot')").await;
    assert_eq!(related().await, std::slice::from_ref(&pan.id));
    app.execute("UPDATE products SET status = 'draft'").await;
    assert_eq!(app.anonymous().get(&path).await.status, 404);
}

#[actix_web::test]
async fn products_are_asked_for_by_id_within_bounds() {
    let app = TestApp::start().await;
    let (mug, cup) = (on_sale(&app, "Mug", 1250, 9).await, on_sale(&app, "Cup", 900, 9).await);
    let pan = on_sale(&app, "Pan", 900, 9).await;
    app.execute("UPDATE products SET status = 'draft' WHERE name = 'Pan'").await;
    let guest = app.anonymous();
    let path = format!("/api/v1/products?sort=name&ids={},{},{}", mug.id, cup.id, pan.id);
    assert_eq!(
        ids(&guest.get(&path).await.body, "/id"),
        [cup.id.clone(), mug.id.clone()],
        "a draft is nobody's"
    );
    let many = vec![mug.id.clone(); 30].join(",");
    assert_eq!(guest.get(&format!("/api/v1/products?ids={many}")).await.status, 200, "one is one");
    let other: Vec<_> = (0..25).map(|number| format!("prd_{number:032x}")).collect();
    for wrong in [other.join(","), "mug".to_owned(), format!("{}&facets=true", mug.id), String::new()] {
        let answer = guest.get(&format!("/api/v1/products?ids={wrong}")).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["?ids"]), "{wrong}");
    }
}
