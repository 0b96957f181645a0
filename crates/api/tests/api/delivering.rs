//! Checkouts that are collected or sent: what they cost, where they go, and who gets to know.

use securecart_api::jobs::send_outbox;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    delivery::{method, tax_rate, usd},
    shopping::{
        Goods, add, assert_ledger_holds, cancel, count, mails, on_sale, pay, session_of, start, state_of,
    },
    support::{Answer, Client, TestApp},
};

const CHECKOUT: &str = "/api/v1/checkout";

fn home() -> Value {
    json!({"name": "Ann Lee", "line1": "7 Harbour Steps", "city": "Oldenburg", "postcode": "26121", "country": "DE"})
}

fn american(region: &str) -> Value {
    json!({"name": "Sam Poe", "line1": "1 Main St", "city": "Town", "postcode": "90210", "country": "US",
        "region": region})
}

async fn begin(client: &Client, wishes: Value) -> Answer {
    client.post(CHECKOUT, wishes).await
}

fn sent(method: &Value, address: Value) -> Value {
    json!({"delivery": {"method_id": method["id"], "address": address}})
}

/// A guest with one mug of 12.50 in the cart.
async fn guest_with_mug(app: &TestApp) -> (Client, Goods) {
    let mug = on_sale(app, "Mug", 1250, 50).await;
    let guest = app.anonymous();
    assert_eq!(add(&guest, &mug, 1).await.status, 200);
    (guest, mug)
}

fn refusal(answer: &Answer) -> (u16, Vec<&str>, &str) {
    let code = answer.body["errors"][0]["code"].as_str().unwrap_or_default();
    (answer.status, answer.pointers(), code)
}

async fn total_of(client: &Client, wishes: Value) -> i64 {
    let started = begin(client, wishes).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    state_of(client, checkout).await["total"]["amount_minor"].as_i64().unwrap()
}

#[actix_web::test]
async fn a_guests_order_says_how_it_is_sent_where_to_and_what_that_costs() {
    let app = TestApp::start().await;
    let (guest, _) = guest_with_mug(&app).await;
    let express =
        method(&app, "Express", json!({"price": usd(1290), "estimate": {"from": 1, "to": 2}})).await;
    tax_rate(&app, "DE", "19", json!({})).await;
    let mut wishes = sent(&express, home());
    wishes["email"] = json!("guest@example.org");
    wishes["billing_address"] = american("California");
    wishes["note"] = json!("Ring twice");
    wishes["terms_accepted"] = json!(true);
    wishes["expected_total"] = usd(2540);
    let started = begin(&guest, wishes).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    let session = app.stripe.object(&session_of(&app, checkout)).unwrap();
    assert_eq!(
        (&session["amount_total"], &session["customer_email"]),
        (&json!(2540), &json!("guest@example.org"))
    );
    for readable in ["Harbour Steps", "Ring twice", "guest@example.org"] {
        let rows = count(&app, "orders", &format!("orders::text LIKE '%{readable}%'")).await;
        assert_eq!(rows, 0, "{readable} can be read in the database");
    }
    pay(&app, checkout).await;
    let id = state_of(&guest, checkout).await["order_id"].as_str().unwrap().to_owned();
    let staff = app.staff(&[Permission::ReadOrders]).await;
    let order = staff.get(&format!("/api/v1/admin/orders/{id}")).await.body;
    assert_eq!((&order["totals"]["shipping"], &order["totals"]["total"]), (&usd(1290), &usd(2540)));
    assert_eq!((&order["totals"]["tax"], &order["totals"]["tax_included"]), (&usd(406), &json!(true)));
    assert_eq!(order["tax"], json!({"name": "VAT", "percent": "19"}));
    assert_eq!(order["shipping_method"]["name"], "Express");
    assert_eq!(order["shipping_method"]["estimate"], json!({"from": 1, "to": 2}));
    assert_eq!(order["shipping_address"]["line1"], "7 Harbour Steps");
    assert_eq!(order["billing_address"]["region"], "CA", "one spelling for each state");
    assert_eq!(
        (&order["note"], &order["customer"]["email"]),
        (&json!("Ring twice"), &json!("guest@example.org"))
    );
    assert!(order["terms_accepted_at"].is_string());
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn tax_on_top_is_a_line_of_its_own_on_the_payment_page() {
    let app = TestApp::start().await;
    let (guest, _) = guest_with_mug(&app).await;
    let post = method(&app, "Post", json!({"price": usd(500)})).await;
    tax_rate(&app, "US", "1", json!({"included": false})).await;
    let on_goods = json!({"included": false, "on_shipping": false, "region": "CA"});
    tax_rate(&app, "US", "10", on_goods).await;
    assert_eq!(total_of(&guest, sent(&post, american("TX"))).await, 1250 + 500 + 18);
    let started = begin(&guest, sent(&post, american("California"))).await;
    let checkout = started.body["checkout_id"].as_str().unwrap();
    let session = app.stripe.object(&session_of(&app, checkout)).unwrap();
    assert_eq!(
        session["amount_total"],
        1250 + 500 + 125,
        "the smaller place counts, and its shipping is free of tax"
    );
    pay(&app, checkout).await;
    assert_eq!(state_of(&guest, checkout).await["status"], "paid", "what was asked for is what was received");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn without_a_choice_an_order_is_collected_and_bears_the_tax_of_the_shop() {
    let app = TestApp::start_with(&[("SECURECART_COUNTRY", "DE")]).await;
    let (guest, _) = guest_with_mug(&app).await;
    let post = method(&app, "Post", json!({})).await;
    let refused = start(&guest).await;
    assert_eq!(refusal(&refused), (422, vec!["/delivery"], "required"), "{}", refused.text);
    method(&app, "Collect", json!({"kind": "pickup", "price": usd(0), "position": 9})).await;
    tax_rate(&app, "DE", "10", json!({"included": false})).await;
    assert_eq!(total_of(&guest, json!({})).await, 1375);
    assert_eq!(total_of(&guest, sent(&post, american("NY"))).await, 1740, "no tax is known there");
    let differs = json!({"expected_total": usd(1250)});
    assert_eq!(begin(&guest, differs).await.problem(), "cart-changed", "nobody evades it by saying nothing");
}

#[actix_web::test]
async fn what_can_not_be_had_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let (guest, _) = guest_with_mug(&app).await;
    let nothing = json!({"delivery": {"method_id": "shm_0192f000000070008000000000000001"}});
    let unknown = (422, vec!["/delivery/method_id"], "unknown");
    assert_eq!(refusal(&begin(&guest, nothing.clone()).await), unknown, "in a shop without methods");
    let german = method(&app, "Post", json!({"countries": ["DE"]})).await;
    let off = method(&app, "Old", json!({"active": false})).await;
    let collect = method(&app, "Collect", json!({"kind": "pickup", "price": usd(0)})).await;
    let bare = |method: &Value| json!({"delivery": {"method_id": method["id"]}});
    let mut saved = bare(&german);
    saved["delivery"]["address_id"] = json!("adr_0192f000000070008000000000000001");
    let mut both = sent(&german, home());
    both["delivery"]["address_id"] = saved["delivery"]["address_id"].clone();
    let mut short = home();
    short["postcode"] = json!("1");
    let with = |field: &str, value: Value| {
        let mut wishes = sent(&german, home());
        wishes[field] = value;
        wishes
    };
    for (wishes, pointer, code) in [
        (nothing, "/delivery/method_id", "unknown"),
        (sent(&off, home()), "/delivery/method_id", "unknown"),
        (sent(&german, american("CA")), "/delivery/method_id", "not_there"),
        (bare(&german), "/delivery/address", "required"),
        (sent(&collect, home()), "/delivery", "no_address"),
        (saved, "/delivery/address_id", "unknown"),
        (both, "/delivery/address_id", "one_of"),
        (sent(&german, short.clone()), "/delivery/address/postcode", "invalid"),
        (sent(&german, american("Kalifornien")), "/delivery/address/region", "invalid"),
        (with("billing_address", short), "/billing_address/postcode", "invalid"),
        (with("email", json!("nobody")), "/email", "invalid"),
        (with("note", json!("x".repeat(501))), "/note", "invalid"),
        (with("terms_accepted", json!(false)), "/terms_accepted", "required"),
        (with("shipping", json!(0)), "/shipping", "unknown"),
    ] {
        let answer = begin(&guest, wishes).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{}", answer.text);
        assert!(pointer == "/shipping" || answer.body["errors"][0]["code"] == code, "{}", answer.text);
    }
    assert_eq!(count(&app, "checkouts", "true").await, 0);
    let ann = app.customer("ann").await;
    add(&ann, &on_sale(&app, "Bowl", 500, 5).await, 1).await;
    let answer = begin(&ann, with("email", json!("other@example.org"))).await;
    assert_eq!(refusal(&answer), (422, vec!["/email"], "signed_in"));
}

#[actix_web::test]
async fn where_the_shop_has_terms_every_buyer_accepts_them() {
    let app = TestApp::start_with(&[("SECURECART_TERMS_URL", "https://shop.example/terms")]).await;
    let (guest, _) = guest_with_mug(&app).await;
    let session = guest.get("/api/v1/auth/session").await.body;
    assert_eq!(session["shop"]["terms_url"], "https://shop.example/terms");
    for wishes in [json!({}), json!({"terms_accepted": false})] {
        let answer = begin(&guest, wishes).await;
        assert_eq!(refusal(&answer), (422, vec!["/terms_accepted"], "required"), "{}", answer.text);
    }
    assert_eq!(count(&app, "checkouts", "true").await, 0);
    let started = begin(&guest, json!({"terms_accepted": true})).await;
    assert_eq!(started.status, 201, "{}", started.text);
}

/// CVE-2026-22588 (Spree): orders were sent to addresses of other people's books, and showed them.
#[actix_web::test]
async fn adv_cve_2026_22588_an_address_of_somebody_elses_book_does_not_exist() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    let post = method(&app, "Post", json!({})).await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let added = ann.post("/api/v1/me/addresses", home()).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let hers = json!({"delivery": {"method_id": post["id"], "address_id": added.body["id"]}});
    let guest = app.anonymous();
    for client in [&bob, &guest] {
        add(client, &mug, 1).await;
        let refused = begin(client, hers.clone()).await;
        assert_eq!(refusal(&refused), (422, vec!["/delivery/address_id"], "unknown"), "{}", refused.text);
        assert!(!refused.text.contains("Harbour"), "{}", refused.text);
    }
    add(&ann, &mug, 1).await;
    let started = begin(&ann, hers).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    pay(&app, checkout).await;
    let id = state_of(&ann, checkout).await["order_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/me/orders/{id}");
    assert_eq!(ann.get(&path).await.body["shipping_address"]["line1"], "7 Harbour Steps");
    assert_eq!(bob.get(&path).await.status, 404);
}

#[actix_web::test]
async fn another_way_or_another_place_is_another_checkout() {
    let app = TestApp::start().await;
    let (guest, mug) = guest_with_mug(&app).await;
    // Of the same price, so that nothing but the way differs.
    let (post, courier) = (method(&app, "Post", json!({})).await, method(&app, "Courier", json!({})).await);
    let mut next_door = home();
    next_door["line1"] = json!("8 Harbour Steps");
    let with_email = |email: &str| {
        let mut wishes = sent(&courier, home());
        wishes["email"] = json!(email);
        wishes
    };
    let mut seen = Vec::new();
    for wishes in [
        sent(&post, home()),
        sent(&courier, home()),
        sent(&courier, next_door),
        with_email("ann@example.org"),
        with_email("bob@example.org"),
    ] {
        let first = begin(&guest, wishes.clone()).await;
        assert_eq!(first.status, 201, "{}", first.text);
        let again = begin(&guest, wishes).await;
        assert_eq!(
            again.body["checkout_id"], first.body["checkout_id"],
            "the same wishes are the same checkout"
        );
        let id = first.body["checkout_id"].clone();
        assert!(!seen.contains(&id), "an earlier one was given for other wishes");
        seen.push(id);
    }
    assert_eq!(count(&app, "checkouts", "status = 'open'").await, 1);
    assert_eq!(crate::shopping::stock(&app, &mug).await, (50, 1));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_order_that_nobody_paid_forgets_where_it_would_have_gone() {
    let app = TestApp::start().await;
    let (guest, mug) = guest_with_mug(&app).await;
    let post = method(&app, "Post", json!({})).await;
    let mut wishes = sent(&post, home());
    wishes["email"] = json!("guest@example.org");
    let started = begin(&guest, wishes).await;
    let checkout = started.body["checkout_id"].as_str().unwrap().to_owned();
    assert_eq!(count(&app, "orders", "delivery_sealed IS NOT NULL AND email_sealed IS NOT NULL").await, 1);
    assert_eq!(count(&app, "data_keys", "purpose = 'order'").await, 1);
    assert_eq!(cancel(&guest, &checkout).await.status, 200);
    assert_eq!(count(&app, "orders", "delivery_sealed IS NULL AND email_sealed IS NULL").await, 1);
    assert_eq!(count(&app, "data_keys", "purpose = 'order'").await, 0);
    let ann = app.customer("ann").await;
    add(&ann, &mug, 1).await;
    let hers = begin(&ann, sent(&post, home())).await.body["checkout_id"].as_str().unwrap().to_owned();
    assert_eq!(cancel(&ann, &hers).await.status, 200);
    assert_eq!(count(&app, "orders", "delivery_sealed IS NOT NULL").await, 0);
    assert_eq!(ann.get("/api/v1/me").await.status, 200, "the customer's own key stays");
}

/// A guest who gives an address and no e-mail: that comes with the payment, and the address stays readable.
#[actix_web::test]
async fn the_address_of_the_payer_does_not_cost_the_address_of_the_order() {
    let app = TestApp::start().await;
    let (guest, _) = guest_with_mug(&app).await;
    let post = method(&app, "Post", json!({})).await;
    let started = begin(&guest, sent(&post, home())).await;
    let checkout = started.body["checkout_id"].as_str().unwrap();
    pay(&app, checkout).await;
    let id = state_of(&guest, checkout).await["order_id"].as_str().unwrap().to_owned();
    let staff = app.staff(&[Permission::ReadOrders]).await;
    let order = staff.get(&format!("/api/v1/admin/orders/{id}")).await.body;
    assert_eq!(order["customer"]["email"], "payer@example.org");
    assert_eq!(order["shipping_address"]["line1"], "7 Harbour Steps");
    send_outbox(app.state.clone()).await.unwrap();
    assert!(mails(&app).iter().any(|mail| mail.contains("7 Harbour Steps")), "{:?}", mails(&app));
}

#[actix_web::test]
async fn what_is_offered_where_is_told_with_its_tax() {
    let app = TestApp::start_with(&[("SECURECART_COUNTRY", "DE")]).await;
    let guest = app.anonymous();
    let options = |query: &'static str| {
        let (guest, path) = (&guest, format!("/api/v1/delivery-options{query}"));
        async move { guest.get(&path).await }
    };
    let none = options("").await.body;
    assert_eq!((&none["methods"], &none["countries"]), (&json!([]), &json!([])));
    method(&app, "Post", json!({"countries": ["DE", "AT"], "free_from": usd(7500), "position": 1})).await;
    method(&app, "Collect", json!({"kind": "pickup", "price": usd(0)})).await;
    method(&app, "Old", json!({"active": false})).await;
    tax_rate(&app, "DE", "19", json!({})).await;
    tax_rate(&app, "AT", "20", json!({})).await;
    let german = options("").await.body;
    assert_eq!((&german["country"], &german["countries"]), (&json!("DE"), &json!(["AT", "DE"])));
    let names: Vec<_> = german["methods"].as_array().unwrap().iter().map(|method| &method["name"]).collect();
    assert_eq!(names, ["Collect", "Post"]);
    assert_eq!((&german["methods"][1]["free_from"], &german["tax"]["percent"]), (&usd(7500), &json!("19")));
    let austrian = options("?country=at").await.body;
    assert_eq!(austrian["methods"][1]["tax"]["percent"], "20");
    assert_eq!(austrian["methods"][0]["tax"]["percent"], "19", "what is collected bears the shop's own tax");
    let french = options("?country=FR").await.body;
    assert_eq!(french["methods"].as_array().unwrap().len(), 1, "nothing is sent there");
    method(&app, "Worldwide", json!({"price": usd(2400)})).await;
    assert_eq!(options("?country=FR").await.body["countries"], Value::Null);
    for (query, pointer) in
        [("?country=EU", "?country"), ("?country=US&region=BY", "?region"), ("?region=CA", "?country")]
    {
        assert_eq!(options(query).await.pointers(), [pointer]);
    }
}
