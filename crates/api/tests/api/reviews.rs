//! Reviews: who writes, who reads, and what they come to.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    privacy::erase,
    refunds::cancel,
    shopping::{Goods, buy, count, on_sale},
    support::{Answer, Client, TestApp},
};

const MINE: &str = "/api/v1/me/reviews";

fn said(stars: u8, title: &str) -> Value {
    json!({ "stars": stars, "title": title, "text": "In so many words." })
}

async fn write(client: &Client, goods: &Goods, stars: u8) -> Answer {
    client.post(&format!("/api/v1/products/{}/reviews", goods.id), said(stars, "As expected")).await
}

/// Writes a review that staff approve; gives its id.
async fn approved(app: &TestApp, staff: &Client, goods: &Goods, name: &str, stars: u8) -> String {
    let written = write(&app.customer(name).await, goods, stars).await;
    assert_eq!(written.status, 201, "{}", written.text);
    let id = written.body["id"].as_str().unwrap().to_owned();
    assert_eq!(decide(staff, &id, "approve", 1).await.status, 200);
    id
}

async fn decide(staff: &Client, id: &str, what: &str, version: i64) -> Answer {
    let tag = format!("\"v{version}\"");
    let path = format!("/api/v1/admin/reviews/{id}/{what}");
    staff.call(Method::POST, &path, None, &[("if-match", &tag)]).await
}

async fn moderator(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await
}

async fn seen(app: &TestApp, goods: &Goods) -> Value {
    let answer = app.anonymous().get(&format!("/api/v1/products/{}/reviews", goods.id)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

async fn rating(app: &TestApp, goods: &Goods) -> Value {
    let guest = app.anonymous();
    let product = guest.get(&format!("/api/v1/products/{}", goods.id)).await.body["rating"].clone();
    let list = guest.get("/api/v1/products").await.body;
    let cards = list["items"].as_array().unwrap();
    let card = cards.iter().find(|card| card["id"] == goods.id).unwrap();
    assert_eq!(card["rating"], product, "card and page say the same");
    product
}

#[actix_web::test]
async fn a_review_is_seen_once_staff_have_approved_it_as_it_is() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let (ann, staff) = (app.customer("ann").await, moderator(&app).await);
    let written = write(&ann, &mug, 4).await;
    assert_eq!((written.status, &written.body["status"]), (201, &json!("pending")), "{}", written.text);
    let id = written.body["id"].as_str().unwrap();
    assert_eq!(written.header("location"), format!("{MINE}/{id}"));
    assert_eq!(seen(&app, &mug).await["items"], json!([]));
    assert_eq!(rating(&app, &mug).await, Value::Null);

    let queue = staff.get("/api/v1/admin/reviews?status=pending").await.body;
    assert_eq!((&queue["total"], &queue["items"][0]["author"]["username"]), (&json!(1), &json!("ann")));
    assert_eq!(decide(&staff, id, "approve", 1).await.body["status"], "approved");
    assert_eq!(rating(&app, &mug).await, json!({"average": "4.0", "count": 1}));
    let shown = seen(&app, &mug).await;
    assert_eq!(shown["items"][0]["title"], "As expected");
    assert!(!shown.to_string().contains("ann"), "a review names nobody: {shown}");

    let changed = ann.put(&format!("{MINE}/{id}"), said(1, "Broke at once")).await;
    assert_eq!((changed.status, &changed.body["status"]), (200, &json!("pending")));
    assert_eq!(seen(&app, &mug).await["items"], json!([]), "nobody has read it as it is now");
    assert_eq!(rating(&app, &mug).await, Value::Null);
    assert_eq!(decide(&staff, id, "approve", 1).await.status, 412, "not what was read");
    assert_eq!(decide(&staff, id, "reject", 2).await.body["status"], "rejected");
    assert_eq!(seen(&app, &mug).await["items"], json!([]));
    assert_eq!(ann.get(MINE).await.body["items"][0]["status"], "rejected", "its author knows");
    let log = count(&app, "audit_events", "event LIKE 'review%' AND detail::text NOT LIKE '%xpected%'").await;
    assert_eq!(log, 4, "created, approved, updated, rejected, and never the words");
}

#[actix_web::test]
async fn ratings_add_up_whatever_comes_and_goes() {
    let app = TestApp::start().await;
    let (mug, staff) = (on_sale(&app, "Mug", 1250, 3).await, moderator(&app).await);
    for (name, stars) in [("ann", 5), ("bob", 4), ("cid", 4), ("dot", 1)] {
        approved(&app, &staff, &mug, name, stars).await;
    }
    let all = seen(&app, &mug).await;
    assert_eq!(all["rating"], json!({"average": "3.5", "count": 4}));
    let spread: Vec<_> =
        all["histogram"].as_array().unwrap().iter().map(|bar| bar["count"].clone()).collect();
    assert_eq!(spread, [1, 2, 0, 0, 1].map(|count| json!(count)), "five stars first");
    assert_eq!(rating(&app, &mug).await, all["rating"]);
    let dot = app.signed_in("dot").await;
    let own = dot.get(&format!("{MINE}?product={}", mug.id)).await.body["items"][0].clone();
    assert_eq!(dot.delete(&format!("{MINE}/{}", own["id"].as_str().unwrap())).await.status, 204);
    assert_eq!(rating(&app, &mug).await, json!({"average": "4.3", "count": 3}));
    assert_eq!(erase(&app.signed_in("ann").await, "ann").await.status, 204);
    assert_eq!(rating(&app, &mug).await, json!({"average": "4.0", "count": 2}), "gone with the account");
}

#[actix_web::test]
async fn reviews_come_in_pages_at_the_same_cost() {
    let app = TestApp::start().await;
    let (mug, staff) = (on_sale(&app, "Mug", 1250, 3).await, moderator(&app).await);
    for name in ["ann", "bob", "cid"] {
        approved(&app, &staff, &mug, name, 5).await;
    }
    let guest = app.anonymous();
    let path = format!("/api/v1/products/{}/reviews?limit=2", mug.id);
    let before = app.state.db.statements();
    let first = guest.get(&path).await.body;
    let cost = app.state.db.statements() - before;
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = guest.get(&format!("{path}&cursor={cursor}")).await.body;
    let lengths = [&first, &rest].map(|page| page["items"].as_array().unwrap().len());
    assert_eq!((lengths, &rest["next_cursor"]), ([2, 1], &Value::Null));
    let before = app.state.db.statements();
    guest.get(&path.replace("limit=2", "limit=1")).await;
    assert_eq!(app.state.db.statements() - before, cost, "however long the page is");
    assert_eq!(guest.get(&format!("{path}&stars=5")).await.status, 422);
    let queue = staff.get("/api/v1/admin/reviews?limit=2").await.body;
    assert_eq!((&queue["total"], queue["items"].as_array().unwrap().len()), (&json!(3), 2));
}

#[actix_web::test]
async fn a_customer_has_one_review_of_a_product_and_nobody_else_reaches_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let first = write(&ann, &mug, 5).await;
    assert_eq!(first.status, 201);
    let again = write(&ann, &mug, 1).await;
    assert_eq!((again.status, again.problem()), (409, "conflict"));
    let path = format!("{MINE}/{}", first.body["id"].as_str().unwrap());
    assert_eq!(bob.put(&path, said(1, "Not mine")).await.status, 404);
    assert_eq!(bob.delete(&path).await.status, 404);
    assert_eq!(bob.get(MINE).await.body["items"], json!([]));
    assert_eq!(
        app.anonymous().post(&format!("/api/v1/products/{}/reviews", mug.id), said(5, "x")).await.status,
        401
    );
    app.execute("UPDATE products SET status = 'discontinued'").await;
    assert_eq!(write(&bob, &mug, 5).await.status, 404, "what is not sold is not reviewed");
    assert_eq!(app.anonymous().get(&format!("/api/v1/products/{}/reviews", mug.id)).await.status, 404);
}

#[actix_web::test]
async fn who_has_bought_it_is_marked_as_long_as_the_purchase_stands() {
    let app = TestApp::start().await;
    let (mug, cup) = (on_sale(&app, "Mug", 1250, 3).await, on_sale(&app, "Cup", 900, 3).await);
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, 1).await;
    assert_eq!(write(&ann, &mug, 5).await.body["verified_buyer"], true);
    assert_eq!(write(&ann, &cup, 5).await.body["verified_buyer"], false, "another product");
    assert_eq!(write(&app.customer("bob").await, &mug, 5).await.body["verified_buyer"], false);
    assert_eq!(cancel(&ann, &order, None).await.status, 200);
    let now = ann.get(&format!("{MINE}?product={}", mug.id)).await.body;
    assert_eq!(now["items"][0]["verified_buyer"], false, "all of the money went back");
}

#[actix_web::test]
async fn what_looks_like_markup_is_text() {
    let app = TestApp::start().await;
    let (mug, staff) = (on_sale(&app, "Mug", 1250, 3).await, moderator(&app).await);
    let ann = app.customer("ann").await;
    let path = format!("/api/v1/products/{}/reviews", mug.id);
    let hostile =
        json!({"stars": 5, "title": "<img src=x onerror=alert(1)>", "text": "</script><script>alert(2)"});
    let written = ann.post(&path, hostile.clone()).await;
    assert_eq!(written.status, 201, "{}", written.text);
    assert_eq!(decide(&staff, written.body["id"].as_str().unwrap(), "approve", 1).await.status, 200);
    let shown = app.anonymous().get(&path).await;
    assert_eq!(shown.header("content-type"), "application/json");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.body["items"][0]["title"], hostile["title"], "kept as it was written");
    let bob = app.customer("bob").await;
    let refused = json!({"stars": 6, "title": "a\u{202e}b", "text": "x".repeat(4001)});
    let answer = bob.post(&path, refused).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/stars", "/title", "/text"]));
    let more = json!({"stars": 5, "title": "Fine", "status": "approved"});
    assert_eq!(bob.post(&path, more).await.status, 422, "nobody approves their own");
}

#[actix_web::test]
async fn ratings_of_reviews_decided_at_once_add_up() {
    let app = TestApp::start().await;
    let (mug, staff) = (on_sale(&app, "Mug", 1250, 3).await, moderator(&app).await);
    let mut ids = Vec::new();
    for name in ["ann", "bob", "cid", "dot"] {
        ids.push(write(&app.customer(name).await, &mug, 3).await.body["id"].as_str().unwrap().to_owned());
    }
    let decided = futures_util::future::join_all(ids.iter().map(|id| decide(&staff, id, "approve", 1))).await;
    assert!(decided.iter().all(|answer| answer.status == 200));
    assert_eq!(rating(&app, &mug).await, json!({"average": "3.0", "count": 4}));
}
