//! Carts: adding, changing, removing, and what they say about stock.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{Goods, add, assert_ledger_holds, checkout_of, count, on_sale, stock},
    support::{Answer, Client, PASSWORD, TestApp},
};

async fn cart(client: &Client) -> Value {
    let answer = client.get("/api/v1/cart").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

fn line(cart: &Value) -> String {
    format!("/api/v1/cart/items/{}", cart["lines"][0]["id"].as_str().unwrap())
}

#[actix_web::test]
async fn a_guest_who_has_nothing_has_an_empty_cart_and_no_row() {
    let app = TestApp::start().await;
    let empty = cart(&app.anonymous()).await;
    assert_eq!(empty["id"], Value::Null);
    assert_eq!(empty["lines"], json!([]));
    assert_eq!(empty["total"], json!({"amount_minor": 0, "currency": "USD"}));
    assert_eq!(empty["ready"], false);
    assert_eq!(count(&app, "carts", "true").await, 0);
}

#[actix_web::test]
async fn things_add_up_and_hold_no_stock() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 10).await, on_sale(&app, "Bowl", 999, 10).await);
    let guest = app.anonymous();
    add(&guest, &mug, 2).await;
    add(&guest, &bowl, 1).await;
    let answer = guest.post("/api/v1/cart/items", json!({"variant_id": mug.variant, "quantity": 1})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let cart = cart(&guest).await;
    assert_eq!(cart, answer.body);
    assert_eq!(cart["item_count"], 4);
    assert_eq!(cart["total"]["amount_minor"], 3 * 1250 + 999);
    assert_eq!(cart["lines"][0]["quantity"], 3, "the same thing is one line, the oldest first");
    assert_eq!(cart["lines"][0]["total"]["amount_minor"], 3 * 1250);
    assert_eq!(cart["ready"], true);
    assert_eq!(stock(&app, &mug).await, (10, 0));
}

#[actix_web::test]
async fn more_than_there_is_is_refused_with_the_number_there_is() {
    let app = TestApp::start().await;
    let guest = app.anonymous();
    for (name, stock, first, then, sentence) in [
        ("Teapot", 3, 2, 2, "Only 3 units of Teapot are available."),
        ("Kettle", 1, 1, 1, "Only 1 unit of Kettle is available."),
        ("Jug", 0, 0, 1, "Jug is sold out."),
    ] {
        let goods = on_sale(&app, name, 500, stock).await;
        if first > 0 {
            assert_eq!(add(&guest, &goods, first).await.status, 200);
        }
        let refused = add(&guest, &goods, then).await;
        assert_eq!((refused.status, refused.problem()), (409, "insufficient-stock"), "{}", refused.text);
        assert_eq!(refused.body["detail"], sentence);
    }
    assert_eq!(cart(&guest).await["item_count"], 3, "what was refused changed nothing");
}

#[actix_web::test]
async fn a_refused_first_thing_leaves_no_cart() {
    let app = TestApp::start().await;
    let jug = on_sale(&app, "Jug", 500, 0).await;
    add(&app.anonymous(), &jug, 1).await;
    assert_eq!(count(&app, "carts", "true").await, 0);
}

#[actix_web::test]
async fn odd_quantities_ids_and_fields_are_refused_by_name() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let guest = app.anonymous();
    for quantity in
        ["0", "-1", "100", "0.5", "1e3", "\"5\"", "null", "[5]", "true", "2147483648", "9223372036854775808"]
    {
        let body = format!("{{\"product_id\":\"{}\",\"quantity\":{quantity}}}", mug.id);
        let answer = post_text(&guest, body).await;
        assert_eq!(
            (answer.status, answer.pointers()),
            (422, vec!["/quantity"]),
            "{quantity}: {}",
            answer.text
        );
    }
    let twice = format!("{{\"product_id\":\"{}\",\"quantity\":1,\"quantity\":2}}", mug.id);
    assert_eq!(post_text(&guest, twice).await.pointers(), ["/quantity"]);
    for (body, pointer) in [
        (json!({"quantity": 1}), "/variant_id"),
        (json!({"quantity": 1, "product_id": mug.id, "variant_id": mug.variant}), "/variant_id"),
        (json!({"quantity": 1, "product_id": mug.variant}), "/product_id"),
        (json!({"quantity": 1, "product_id": mug.id, "unit_price": 1}), "/unit_price"),
        (json!({"quantity": 1, "product_id": mug.id, "currency": "EUR"}), "/currency"),
    ] {
        let answer = guest.post("/api/v1/cart/items", body.clone()).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{body}");
    }
    assert_eq!(count(&app, "cart_lines", "true").await, 0);
}

async fn post_text(client: &Client, body: String) -> Answer {
    let token = client.csrf_token().await;
    let request = client.request(Method::POST, "/api/v1/cart/items");
    let request = request.header("x-csrf-token", token).header("content-type", "application/json");
    client.send(request.body(body)).await
}

#[actix_web::test]
async fn what_is_not_on_sale_can_not_be_added() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    app.execute("UPDATE products SET status = 'discontinued'").await;
    let unknown = Goods { id: "prd_0192f000000070008000000000000001".to_owned(), variant: String::new() };
    for goods in [mug, unknown] {
        let answer = add(&app.anonymous(), &goods, 1).await;
        assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{}", answer.text);
    }
}

#[actix_web::test]
async fn a_quantity_is_lowered_to_what_there_is_with_a_notice() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let path = line(&add(&guest, &mug, 1).await.body);
    let exact = guest.patch(&path, json!({"quantity": 5})).await.body;
    assert_eq!((&exact["lines"][0]["quantity"], &exact["notices"]), (&json!(5), &json!([])));
    let lowered = guest.patch(&path, json!({"quantity": 9})).await.body;
    assert_eq!(lowered["lines"][0]["quantity"], 5);
    let notice = json!({"code": "quantity_lowered", "detail": "Only 5 units of Mug are available."});
    assert_eq!(lowered["notices"], json!([notice]));
    let staff = app.staff(&[Permission::WriteInventory]).await;
    let nothing =
        json!({"variant_id": mug.variant, "expected_on_hand": 5, "on_hand": 0, "reason": "counted"});
    assert_eq!(staff.post("/api/v1/admin/inventory/adjustments", nothing).await.status, 200);
    assert_eq!(cart(&guest).await["lines"][0]["problem"], "sold_out");
    let removed = guest.patch(&path, json!({"quantity": 1})).await.body;
    assert_eq!(removed["lines"], json!([]));
    assert_eq!(removed["notices"], json!([{"code": "line_removed", "detail": "Mug is sold out."}]));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn lines_say_what_became_of_them() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 5).await, on_sale(&app, "Bowl", 999, 5).await);
    let guest = app.anonymous();
    add(&guest, &mug, 4).await;
    add(&guest, &bowl, 1).await;
    checkout_of(&app.anonymous(), &mug, 3).await;
    app.execute("UPDATE products SET status = 'discontinued' WHERE name = 'Bowl'").await;
    let cart = cart(&guest).await;
    assert_eq!(cart["lines"][0]["problem"], "less_stock");
    assert_eq!(cart["lines"][0]["available"], 2);
    assert_eq!(cart["lines"][1]["problem"], "gone");
    assert_eq!(cart["ready"], false);
}

#[actix_web::test]
async fn a_removed_line_is_gone_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let path = line(&add(&guest, &mug, 1).await.body);
    assert_eq!(guest.delete(&path).await.body["lines"], json!([]));
    assert_eq!(guest.delete(&path).await.status, 404);
    assert_eq!(guest.patch(&path, json!({"quantity": 1})).await.status, 404);
}

#[actix_web::test]
async fn another_shoppers_line_is_not_found_and_stays_as_it_is() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let (ann, bob, guest) = (app.customer("ann").await, app.customer("bob").await, app.anonymous());
    let path = line(&add(&ann, &mug, 2).await.body);
    add(&bob, &mug, 1).await;
    add(&guest, &mug, 1).await;
    for other in [&bob, &guest, &app.anonymous()] {
        assert_eq!(other.patch(&path, json!({"quantity": 1})).await.status, 404);
        assert_eq!(other.delete(&path).await.status, 404);
    }
    assert_eq!(cart(&ann).await["item_count"], 2);
}

#[actix_web::test]
async fn the_same_thing_from_many_tabs_at_once_is_one_line() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    let ann = app.customer("ann").await;
    // The session gets its key for CSRF tokens before the tabs begin.
    ann.csrf_token().await;
    let tabs: Vec<Client> = (0..8).map(|_| ann.twin()).collect();
    let answers = futures_util::future::join_all(tabs.iter().map(|tab| add(tab, &mug, 1))).await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    let cart = cart(&ann).await;
    assert_eq!((cart["lines"].as_array().unwrap().len(), &cart["item_count"]), (1, &json!(8)));
}

#[actix_web::test]
async fn a_cart_has_room_for_what_a_payment_page_shows_and_a_line_for_ninety_nine_units() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 500).await;
    let guest = app.anonymous();
    add(&guest, &mug, 90).await;
    let full = add(&guest, &mug, 10).await;
    assert_eq!((full.status, full.pointers()), (422, vec!["/quantity"]), "{}", full.text);
    app.execute(
        "INSERT INTO product_variants (id, product_id, position, title, price_minor, currency, created_at, updated_at)
         SELECT gen_random_uuid(), id, n, 'v' || n, 100, 'USD', now(), now() FROM products, generate_series(2, 98) n;
         INSERT INTO cart_lines (id, cart_id, variant_id, quantity, created_at, updated_at)
         SELECT gen_random_uuid(), c.id, v.id, 1, now(), now() FROM carts c, product_variants v WHERE v.position > 1",
    )
    .await;
    let bowl = on_sale(&app, "Bowl", 999, 5).await;
    let crowded = add(&guest, &bowl, 1).await;
    assert_eq!((crowded.status, crowded.problem()), (409, "conflict"), "{}", crowded.text);
    let more = guest.post("/api/v1/cart/items", json!({"variant_id": mug.variant, "quantity": 1})).await;
    assert_eq!(more.status, 200, "what is in it already may still grow: {}", more.text);
}

#[actix_web::test]
async fn a_product_with_several_variants_asks_for_one() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    app.execute(
        "UPDATE product_variants SET title = 'Clay';
         INSERT INTO product_variants (id, product_id, position, title, price_minor, currency, created_at, updated_at)
         SELECT gen_random_uuid(), id, 2, 'Chalk', 100, 'USD', now(), now() FROM products",
    )
    .await;
    let guest = app.anonymous();
    let answer = add(&guest, &mug, 1).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/variant_id"]), "{}", answer.text);
    let answer = guest.post("/api/v1/cart/items", json!({"variant_id": mug.variant, "quantity": 9})).await;
    assert_eq!(answer.body["detail"], "Only 5 units of Mug (Clay) are available.");
}

#[actix_web::test]
async fn what_a_guest_collected_is_there_after_signing_in() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 200).await, on_sale(&app, "Bowl", 999, 9).await);
    let ann = app.customer("ann").await;
    add(&ann, &mug, 60).await;
    let guest = app.anonymous();
    add(&guest, &mug, 50).await;
    add(&guest, &bowl, 2).await;
    assert_eq!(guest.login("ann", PASSWORD).await.status, 200);
    let merged = cart(&guest).await;
    assert_eq!(merged, cart(&ann).await);
    assert_eq!(merged["lines"][0]["quantity"], 99, "a line ends at 99");
    assert_eq!(merged["lines"][1]["quantity"], 2);
    assert_eq!(count(&app, "carts", "visitor_id IS NOT NULL").await, 0);
}

#[actix_web::test]
async fn what_a_guest_collected_is_there_after_opening_an_account() {
    let app = TestApp::start().await;
    let bowl = on_sale(&app, "Bowl", 999, 9).await;
    let newcomer = app.anonymous();
    add(&newcomer, &bowl, 1).await;
    let account = json!({"username": "cleo", "email": "cleo@example.org", "password": PASSWORD});
    let registered = newcomer.post("/api/v1/auth/register", account).await;
    assert!(registered.status < 300, "{}", registered.text);
    assert_eq!(cart(&newcomer).await["item_count"], 1);
    assert_eq!(count(&app, "carts", "customer_id IS NOT NULL").await, 1);
}

/// The price of everything in the shop, as staff would change it.
async fn reprice(app: &TestApp, cents: i64) {
    app.execute(&format!(
        "UPDATE product_variants SET price_minor = {cents};
         UPDATE products SET min_price_minor = {cents}, max_price_minor = {cents}"
    ))
    .await;
}

#[actix_web::test]
async fn what_became_dearer_is_bought_only_by_who_agrees_to_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 2).await;
    reprice(&app, 1350).await;
    let seen = cart(&guest).await;
    let money = |minor: i64| json!({"amount_minor": minor, "currency": "USD"});
    assert_eq!((&seen["lines"][0]["problem"], &seen["ready"]), (&json!("price_changed"), &json!(false)));
    assert_eq!((&seen["lines"][0]["seen_price"], &seen["total"]), (&money(1250), &money(2700)));
    let refused = guest.post("/api/v1/checkout", json!({})).await;
    assert_eq!((refused.status, refused.problem()), (409, "cart-changed"), "{}", refused.text);
    assert!(refused.body["detail"].as_str().unwrap().contains("now costs 13.50 USD; it was 12.50 USD"));
    assert_eq!(count(&app, "checkouts", "true").await, 0);
    // An agreement to yesterday's price is none.
    let old = guest.patch(&line(&seen), json!({"quantity": 2, "agreed_price": money(1250)})).await;
    assert_eq!(old.body["lines"][0]["problem"], "price_changed");
    let agreed = guest.patch(&line(&seen), json!({"quantity": 2, "agreed_price": money(1350)})).await;
    assert_eq!((&agreed.body["lines"][0]["problem"], &agreed.body["ready"]), (&Value::Null, &json!(true)));
    assert_eq!(guest.post("/api/v1/checkout", json!({})).await.status, 201);
    let huge = json!({"quantity": 2, "agreed_price": {"amount_minor": -1, "currency": "USD"}});
    assert_eq!(guest.patch(&line(&seen), huge).await.pointers(), ["/agreed_price/amount_minor"]);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn who_names_todays_total_has_agreed_and_what_became_cheaper_is_simply_taken() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    reprice(&app, 1150).await;
    assert_eq!(cart(&guest).await["ready"], true);
    reprice(&app, 1350).await;
    let stale = json!({"expected_total": {"amount_minor": 1250, "currency": "USD"}});
    let refused = guest.post("/api/v1/checkout", stale).await;
    assert_eq!((refused.status, refused.problem()), (409, "cart-changed"));
    assert_eq!(
        refused.body["detail"],
        "The total is now 13.50 USD; you saw 12.50 USD. Look at your cart again."
    );
    let today = json!({"expected_total": {"amount_minor": 1350, "currency": "USD"}});
    assert_eq!(guest.post("/api/v1/checkout", today).await.status, 201);
    assert_ledger_holds(&app).await;
}
