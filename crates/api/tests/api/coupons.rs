//! Coupons: what they take off, who may use them how often, and that nobody gets more than that.

use chrono::Duration;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{
        Goods, add, assert_ledger_holds, buy, cancel, checkout_of, count, guests_with, on_sale, pay,
        session_of, start, start_all, state_of, stock,
    },
    support::{Answer, Client, TestApp},
};

const COUPONS: &str = "/api/v1/admin/coupons";
const ON_CART: &str = "/api/v1/cart/coupon";

/// A coupon of 10 % with these terms besides.
async fn coupon(app: &TestApp, code: &str, terms: Value) -> Value {
    coupon_off(app, code, json!({"kind": "percent", "percent": "10"}), terms, json!({})).await
}

async fn coupon_off(app: &TestApp, code: &str, discount: Value, terms: Value, covers: Value) -> Value {
    let staff = app.staff(&[Permission::WriteCoupons]).await;
    let mut all_terms = json!({"active": true});
    all_terms.as_object_mut().unwrap().extend(terms.as_object().unwrap().clone());
    let mut new = json!({"code": code, "discount": discount, "terms": all_terms});
    new.as_object_mut().unwrap().extend(covers.as_object().unwrap().clone());
    let made = staff.post(COUPONS, new).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.body
}

async fn put(client: &Client, code: &str) -> Answer {
    client.put(ON_CART, json!({ "code": code })).await
}

fn usd(cents: i64) -> Value {
    json!({"amount_minor": cents, "currency": "USD"})
}

fn refusal(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["errors"][0]["code"].as_str().unwrap_or_default())
}

#[actix_web::test]
async fn what_a_coupon_takes_off_is_in_cart_payment_and_order() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 5).await, on_sale(&app, "Bowl", 333, 5).await);
    coupon(&app, "SPRING", json!({})).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 2).await;
    add(&ann, &bowl, 1).await;
    let cart = put(&ann, " spring ").await;
    assert_eq!(cart.status, 200, "{}", cart.text);
    // 28.33, of which a tenth is 2.833.
    assert_eq!((&cart.body["discount"], &cart.body["total"]), (&usd(283), &usd(2550)));
    assert_eq!(
        (&cart.body["lines"][0]["discount"], &cart.body["lines"][1]["discount"]),
        (&usd(250), &usd(33))
    );
    assert_eq!(
        (&cart.body["coupon"]["code"], &cart.body["coupon"]["summary"]),
        (&json!("SPRING"), &json!("10 % off"))
    );
    let started = ann.post("/api/v1/checkout", json!({"expected_total": usd(2550)})).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    let session = app.stripe.object(&session_of(&app, checkout)).unwrap();
    assert_eq!((&session["amount_subtotal"], &session["amount_total"]), (&json!(2833), &json!(2550)));
    pay(&app, checkout).await;
    let state = state_of(&ann, checkout).await;
    let order = ann.get(&format!("/api/v1/me/orders/{}", state["order_id"].as_str().unwrap())).await.body;
    assert_eq!(order["coupon_code"], "SPRING");
    assert_eq!((&order["totals"]["discount"], &order["totals"]["total"]), (&usd(283), &usd(2550)));
    assert_eq!((&order["lines"][0]["discount"], &order["lines"][1]["discount"]), (&usd(250), &usd(33)));
    assert_eq!(count(&app, "coupon_redemptions", "status = 'redeemed'").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_coupon_that_takes_nothing_off_is_refused_with_the_reason_and_the_cart_stays() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let (now, hour) = (app.state.clock.now(), Duration::hours(1));
    coupon(&app, "LATER", json!({"starts_at": now + hour})).await;
    coupon(&app, "OVER", json!({"starts_at": now - hour * 2, "ends_at": now - hour})).await;
    coupon(&app, "OFF", json!({"active": false})).await;
    coupon(&app, "DEAR", json!({"minimum": usd(1251)})).await;
    coupon(&app, "ONCE-EACH", json!({"max_uses_per_customer": 1})).await;
    let fits = coupon(&app, "FITS", json!({"minimum": usd(1250)})).await;
    assert_eq!(fits["covers_all"], true);
    let guest = app.anonymous();
    assert_eq!(put(&guest, "FITS").await.problem(), "cart-empty");
    add(&guest, &mug, 1).await;
    assert_eq!(put(&guest, "FITS").await.status, 200);
    for (code, reason) in [
        ("LATER", "not_yet"),
        ("OVER", "ended"),
        ("OFF", "ended"),
        ("DEAR", "below_minimum"),
        ("ONCE-EACH", "sign_in_first"),
        ("NO-SUCH", "unknown"),
        ("%", "invalid"),
        ("***", "invalid"),
        ("", "invalid"),
    ] {
        let refused = put(&guest, code).await;
        assert_eq!(refusal(&refused), (422, reason), "{code}: {}", refused.text);
        assert_eq!(refused.pointers(), ["/code"], "{code}");
    }
    let cart = guest.get("/api/v1/cart").await.body;
    assert_eq!((&cart["coupon"]["code"], &cart["discount"]), (&json!("FITS"), &usd(125)));
    let without = guest.delete(ON_CART).await;
    assert_eq!((&without.body["coupon"], &without.body["total"]), (&Value::Null, &usd(1250)));
    assert_eq!(guest.delete(ON_CART).await.status, 200);
}

/// The minimum basket with a line taken out after the discount: the coupon stays, takes nothing off, and says so.
#[actix_web::test]
async fn a_coupon_whose_cart_changed_holds_checkout_up_until_it_is_settled() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    coupon(&app, "TWO", json!({"minimum": usd(2500)})).await;
    let guest = app.anonymous();
    let line = add(&guest, &mug, 2).await.body["lines"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(put(&guest, "TWO").await.body["total"], usd(2250));
    let cart = guest.patch(&format!("/api/v1/cart/items/{line}"), json!({"quantity": 1})).await.body;
    assert_eq!((&cart["total"], &cart["ready"]), (&usd(1250), &json!(false)));
    assert_eq!(cart["coupon"]["problem"], "below_minimum");
    let refused = start(&guest).await;
    assert_eq!((refused.status, refused.problem()), (409, "coupon-unusable"), "{}", refused.text);
    assert_eq!(count(&app, "checkouts", "true").await, 0);
    assert_eq!(guest.delete(ON_CART).await.body["ready"], true);
    assert_eq!(start(&guest).await.status, 201);
}

/// CVE-2026-31824 (Sylius): of many who redeem a coupon for one use at once, one does.
#[actix_web::test]
async fn adv_cve_2026_31824_of_a_hundred_who_redeem_the_last_use_one_does() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 500).await;
    coupon(&app, "ONE", json!({"max_uses": 1})).await;
    let guests = guests_with(&app, &mug, 100, 1).await;
    for guest in &guests {
        assert_eq!(put(guest, "ONE").await.status, 200);
    }
    let answers = start_all(&guests).await;
    let started: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(started.len(), 1);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!((refused.status, refused.problem()), (409, "coupon-unusable"), "{}", refused.text);
    }
    assert_eq!(app.number("SELECT used::int8 AS number FROM coupons").await, 1);
    assert_eq!(count(&app, "coupon_redemptions", "status <> 'released'").await, 1);
    assert_eq!(stock(&app, &mug).await, (500, 1), "who did not get the coupon holds no stock");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_customer_uses_a_coupon_as_often_as_each_may_from_however_many_devices() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    coupon(&app, "EACH", json!({"max_uses_per_customer": 1})).await;
    let ann = app.customer("ann").await;
    let phone = app.anonymous();
    add(&ann, &mug, 1).await;
    assert_eq!(put(&ann, "EACH").await.status, 200);
    let (first, second) = futures_util::join!(start(&ann), start(&ann));
    assert!([first.status, second.status].contains(&201), "{} {}", first.text, second.text);
    let session = app.stripe.sessions();
    let checkout = session.last().unwrap()["metadata"]["checkout_id"].as_str().unwrap().to_owned();
    pay(&app, &checkout).await;
    let answer = phone.login("ann", crate::support::PASSWORD).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    add(&phone, &mug, 1).await;
    assert_eq!(refusal(&put(&phone, "EACH").await), (422, "used_by_you"));
    let bob = app.customer("bob").await;
    add(&bob, &mug, 1).await;
    assert_eq!(put(&bob, "EACH").await.status, 200);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_use_comes_back_with_a_cancelled_checkout_and_not_with_a_paid_one() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    coupon(&app, "ONE", json!({"max_uses": 1})).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    for client in [&ann, &bob] {
        add(client, &mug, 1).await;
        assert_eq!(put(client, "ONE").await.status, 200);
    }
    let checkout = start(&ann).await.body["checkout_id"].as_str().unwrap().to_owned();
    // The own checkout does not count against its own cart.
    assert_eq!(ann.get("/api/v1/cart").await.body["coupon"]["problem"], Value::Null);
    assert_eq!(bob.get("/api/v1/cart").await.body["coupon"]["problem"], "used_up");
    assert_eq!(start(&bob).await.problem(), "coupon-unusable");
    assert_eq!(cancel(&ann, &checkout).await.status, 200);
    let again = start(&bob).await;
    assert_eq!(again.status, 201, "{}", again.text);
    pay(&app, again.body["checkout_id"].as_str().unwrap()).await;
    assert_eq!(refusal(&put(&ann, "ONE").await), (422, "used_up"));
    assert_eq!(app.number("SELECT used::int8 AS number FROM coupons").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn another_coupon_is_another_checkout() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    coupon(&app, "SPRING", json!({})).await;
    let ann = app.customer("ann").await;
    let without = checkout_of(&ann, &mug, 1).await;
    put(&ann, "SPRING").await;
    let with = start(&ann).await.body["checkout_id"].as_str().unwrap().to_owned();
    assert_ne!(without, with);
    assert_eq!(state_of(&ann, &without).await["status"], "cancelled");
    assert_eq!(start(&ann).await.body["checkout_id"], with);
    assert_eq!(stock(&app, &mug).await, (5, 1));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_costs_nothing_is_ordered_without_a_payment_page() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let all = json!({"kind": "amount", "amount": usd(5000)});
    coupon_off(&app, "GIFT", all, json!({}), json!({})).await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    put(&guest, "GIFT").await;
    assert_eq!(start(&guest).await.status, 409, "nobody knows where to write to");
    let ann = app.customer("ann").await;
    add(&ann, &mug, 2).await;
    assert_eq!(put(&ann, "GIFT").await.body["total"], usd(0));
    let started = start(&ann).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    assert_eq!(started.body["payment_url"], format!("{}/checkout/success?checkout={checkout}", app.origin));
    let state = state_of(&ann, checkout).await;
    assert_eq!(state["status"], "paid");
    assert!(state["order_number"].as_str().unwrap().starts_with("SC-"));
    assert_eq!(app.stripe.sessions().len(), 0);
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_eq!(ann.get("/api/v1/cart").await.body["lines"], json!([]));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_coupon_covers_its_products_and_what_is_below_its_categories() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1000, 5).await, on_sale(&app, "Bowl", 1000, 5).await);
    let (top, below) = ("0192f000-0000-7000-8000-0000000000c1", "0192f000-0000-7000-8000-0000000000c2");
    app.execute(&format!(
        "INSERT INTO categories (id, parent_id, slug, name) VALUES ('{top}', NULL, 'kitchen', 'Kitchen'),
         ('{below}', '{top}', 'bowls', 'Bowls')"
    ))
    .await;
    let bare = |goods: &Goods| goods.id.trim_start_matches("prd_").to_owned();
    app.execute(&format!("UPDATE products SET category_id = '{below}' WHERE id = '{}'", bare(&bowl))).await;
    let half = json!({"kind": "percent", "percent": "50"});
    let category = format!("cat_{}", top.replace('-', ""));
    coupon_off(&app, "MUGS", half.clone(), json!({}), json!({"products": [mug.id]})).await;
    coupon_off(&app, "KITCHEN", half, json!({}), json!({"categories": [category]})).await;
    let guest = app.anonymous();
    add(&guest, &bowl, 1).await;
    assert_eq!(refusal(&put(&guest, "MUGS").await), (422, "nothing_covered"));
    add(&guest, &mug, 1).await;
    let cart = put(&guest, "MUGS").await.body;
    assert_eq!((&cart["lines"][0]["discount"], &cart["lines"][1]["discount"]), (&usd(0), &usd(500)));
    let cart = put(&guest, "KITCHEN").await.body;
    assert_eq!((&cart["lines"][0]["discount"], &cart["lines"][1]["discount"]), (&usd(500), &usd(0)));
}

#[actix_web::test]
async fn a_guests_coupon_comes_along_when_signing_in() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    coupon(&app, "SPRING", json!({})).await;
    app.account("ann").await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    put(&guest, "SPRING").await;
    assert_eq!(guest.login("ann", crate::support::PASSWORD).await.status, 200);
    let cart = guest.get("/api/v1/cart").await.body;
    assert_eq!((&cart["coupon"]["code"], &cart["total"]), (&json!("SPRING"), &usd(1125)));
    buy(&app, &guest, &mug, 1).await;
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn coupons_are_made_found_and_changed_by_staff() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadCoupons, Permission::WriteCoupons]).await;
    let shipping = json!({"discount": {"kind": "free_shipping"}, "terms": {"active": true}});
    let drawn = staff.post(COUPONS, shipping).await;
    assert_eq!(drawn.status, 201, "{}", drawn.text);
    assert_eq!(drawn.body["code"].as_str().unwrap().len(), 12, "sixty bits in letters that nobody confuses");
    let path = format!("{COUPONS}/{}", drawn.body["id"].as_str().unwrap());
    assert_eq!(drawn.header("location"), path);
    let terms = json!({"description": "For friends", "active": false, "max_uses": 5});
    let unversioned = staff.put(&path, terms.clone()).await;
    assert_eq!(unversioned.status, 428);
    let change = |tag: String, terms: Value| {
        let (staff, path) = (&staff, &path);
        async move { staff.call(reqwest::Method::PUT, path, Some(terms), &[("if-match", &tag)]).await }
    };
    let changed = change(drawn.header("etag").to_owned(), terms.clone()).await;
    assert_eq!((changed.status, &changed.body["terms"]["max_uses"]), (200, &json!(5)), "{}", changed.text);
    assert_eq!(change(drawn.header("etag").to_owned(), terms).await.problem(), "stale-version");
    coupon(&app, "SPRING", json!({})).await;
    let found = |query: &str| {
        let (staff, path) = (&staff, format!("{COUPONS}?{query}"));
        async move { staff.get(&path).await.body }
    };
    assert_eq!(found("q=friend").await["total"], 1);
    assert_eq!(found("active=true").await["items"][0]["code"], "SPRING");
    let first = found("limit=1").await;
    let next = found(&format!("limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((&first["items"][0]["code"], &next["items"][0]["id"]), (&json!("SPRING"), &drawn.body["id"]));
    let written =
        "SELECT count(*) AS number FROM audit_events WHERE event IN ('coupon_created', 'coupon_updated')";
    assert_eq!(app.number(written).await, 3);
}

#[actix_web::test]
async fn broken_rules_of_a_coupon_are_named() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::WriteCoupons]).await;
    let tenth = json!({"kind": "percent", "percent": "10"});
    let terms = json!({"active": true});
    let with = |field: &str, value: Value| {
        let mut new = json!({"code": "NEW", "discount": tenth, "terms": terms});
        new[field] = value;
        new
    };
    let term = |name: &str, value: Value| with("terms", json!({"active": true, name: value}));
    let euro = json!({"amount_minor": 5, "currency": "EUR"});
    for (body, pointer) in [
        (with("code", json!("-X")), "/code"),
        (with("discount", json!({"kind": "percent", "percent": "0"})), "/discount/percent"),
        (with("discount", json!({"kind": "percent", "percent": "100.01"})), "/discount/percent"),
        (with("discount", json!({"kind": "amount", "amount": usd(0)})), "/discount/amount"),
        (with("discount", json!({"kind": "amount", "amount": usd(-1)})), "/discount/amount"),
        (with("discount", json!({"kind": "amount", "amount": euro})), "/discount/amount/currency"),
        (with("products", json!(["prd_00000000000000000000000000000001"])), "/products"),
        (with("categories", json!(["cat_00000000000000000000000000000001"])), "/categories"),
        (term("minimum", usd(0)), "/terms/minimum"),
        (term("max_uses", json!(0)), "/terms/max_uses"),
        (term("max_uses_per_customer", json!(1001)), "/terms/max_uses_per_customer"),
        (term("ends_at", json!("2200-01-01T00:00:00Z")), "/terms/ends_at"),
        (term("used", json!(0)), "/terms/used"),
    ] {
        let answer = staff.post(COUPONS, body).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{}", answer.text);
    }
    let backwards =
        json!({"active": true, "starts_at": "2026-02-01T00:00:00Z", "ends_at": "2026-01-01T00:00:00Z"});
    assert_eq!(staff.post(COUPONS, with("terms", backwards)).await.pointers(), ["/terms/ends_at"]);
    coupon(&app, "NEW", json!({})).await;
    let twice = staff.post(COUPONS, json!({"code": "new", "discount": tenth, "terms": terms})).await;
    assert_eq!((twice.status, twice.pointers()), (422, vec!["/code"]));
}

#[actix_web::test]
async fn a_limit_below_what_was_used_is_refused() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let made = coupon(&app, "SPRING", json!({})).await;
    for name in ["ann", "bob"] {
        let client = app.customer(name).await;
        add(&client, &mug, 1).await;
        put(&client, "SPRING").await;
        start(&client).await;
    }
    let staff = app.staff(&[Permission::ReadCoupons, Permission::WriteCoupons]).await;
    let path = format!("{COUPONS}/{}", made["id"].as_str().unwrap());
    let tag = staff.get(&path).await.header("etag").to_owned();
    let terms = json!({"active": true, "max_uses": 1});
    let refused = staff.call(reqwest::Method::PUT, &path, Some(terms), &[("if-match", &tag)]).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/max_uses"]), "{}", refused.text);
}
