//! Flaws that were published about other shops, each tried here under its own name. Those whose test stands with its
//! feature are listed in `docs/advisories.md` with the others.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{add, buy, checkout_of, on_sale, session_of, state_of},
    support::{Client, PASSWORD, TestApp},
};

/// An operation of the staff's, which every kind of caller is refused alike.
const STAFF_ONLY: [&str; 5] = ["orders", "products", "users", "audit", "roles"];

async fn cart(client: &Client) -> Value {
    client.get("/api/v1/cart").await.body
}

/// CVE-2026-25757 (Spree): an id was enough to see a guest's finished order.
#[actix_web::test]
async fn adv_cve_2026_25757_a_guests_order_is_not_found_by_its_id() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let order = buy(&app, &app.anonymous(), &mug, 1).await;
    let (ann, stranger) = (app.customer("ann").await, app.anonymous());
    for (client, status) in [(&ann, 404), (&stranger, 401)] {
        let answer = client.get(&format!("/api/v1/me/orders/{order}")).await;
        assert_eq!(
            (answer.status, answer.text.contains("payer@example.org")),
            (status, false),
            "{}",
            answer.text
        );
    }
}

/// CVE-2026-94462 (Spree): whoever guessed a guest's cart made it their own, since no secret was asked for.
#[actix_web::test]
async fn adv_cve_2026_94462_a_guests_cart_comes_along_with_its_own_browser_alone() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let guest = app.anonymous();
    let line = add(&guest, &mug, 3).await.body["lines"][0]["id"].clone();
    let ids = "SELECT count(*) AS number FROM carts WHERE customer_id IS NULL";
    assert_eq!(app.number(ids).await, 1);
    app.account("mallory").await;
    let mallory = app.anonymous();
    for more in [json!({"cart_id": line}), json!({"visitor_id": line}), json!({"cart": line, "token": "x"})] {
        let mut body = json!({"identifier": "mallory", "password": PASSWORD});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(mallory.post("/api/v1/auth/login", body).await.status, 422, "{more}");
    }
    assert_eq!(mallory.login("mallory", PASSWORD).await.status, 200);
    assert_eq!(cart(&mallory).await["item_count"], 0);
    assert_eq!((app.number(ids).await, &cart(&guest).await["item_count"]), (1, &json!(3)));
}

/// CVE-2026-31821 (Sylius), CVE-2026-31867 (Craft Commerce), CVE-2026-46408 (Vvveb): a number in the request chose whose
/// cart it was.
#[actix_web::test]
async fn adv_cve_2026_31821_31867_46408_no_request_chooses_whose_cart_it_is() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, mallory) = (app.customer("ann").await, app.customer("mallory").await);
    let line = add(&ann, &mug, 2).await.body["lines"][0]["id"].as_str().unwrap().to_owned();
    for field in ["cart_id", "cart", "number", "customer_id", "visitor_id"] {
        let body = json!({"product_id": mug.id, "quantity": 1, field: line});
        assert_eq!(mallory.post("/api/v1/cart/items", body).await.status, 422, "{field}");
        let query = format!("/api/v1/cart?{field}={line}");
        assert_eq!(mallory.get(&query).await.body["lines"].as_array().map_or(0, Vec::len), 0, "{field}");
    }
    assert_eq!(
        mallory.patch(&format!("/api/v1/cart/items/{line}"), json!({"quantity": 1})).await.status,
        404
    );
    assert_eq!(mallory.delete(&format!("/api/v1/cart/items/{line}")).await.status, 404);
    assert_eq!(cart(&ann).await["item_count"], 2);
}

/// CVE-2026-31820 (Sylius): parts of cart and checkout took ids from the page without asking whose they were.
#[actix_web::test]
async fn adv_cve_2026_31820_a_checkout_is_its_own_shoppers_alone() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, guest) = (app.customer("ann").await, app.anonymous());
    let checkout = checkout_of(&ann, &mug, 1).await;
    for other in [&guest, &app.customer("mallory").await] {
        for (method, path) in [(Method::GET, checkout.clone()), (Method::POST, format!("{checkout}/cancel"))]
        {
            let body = (method == Method::POST).then(|| json!({}));
            let answer = other.call(method, &format!("/api/v1/checkout/{path}"), body, &[]).await;
            assert_eq!(answer.status, 404, "{}", answer.text);
        }
    }
    assert_eq!(state_of(&ann, &checkout).await["status"], "open");
}

/// CVE-2026-53639 (Sylius): the address to return to was the caller's to say.
#[actix_web::test]
async fn adv_cve_2026_53639_the_address_to_return_to_is_not_the_callers_to_say() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 1).await;
    for field in ["success_url", "cancel_url", "return_url", "redirect", "next"] {
        let answer = ann.post("/api/v1/checkout", json!({field: "https://evil.example/"})).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.text);
    }
    let hosts = [("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")];
    let answer = ann.call(Method::POST, "/api/v1/checkout", Some(json!({})), &hosts).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let session = app.stripe.object(&session_of(&app, answer.body["checkout_id"].as_str().unwrap())).unwrap();
    for url in ["success_url", "cancel_url"] {
        assert!(session[url].as_str().unwrap().starts_with(&format!("{}/", app.origin)), "{}", session[url]);
    }
}

/// PKSA-qzkx-mfzr-b1gq (Sylius): a percent-encoded path went past the check of ownership.
#[actix_web::test]
async fn adv_pksa_qzkx_mfzr_b1gq_an_encoded_path_is_no_other_way_in() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, mallory) = (app.customer("ann").await, app.customer("mallory").await);
    let order = buy(&app, &ann, &mug, 1).await;
    let encoded = order.replacen("ord", "%6frd", 1);
    for path in [&order, &encoded, &format!("%2e/{order}"), &format!("{order}%2f"), &format!("{order}%00")] {
        let answer = mallory.get(&format!("/api/v1/me/orders/{path}")).await;
        assert!([400, 404].contains(&answer.status), "{path}: {} {}", answer.status, answer.text);
        assert!(!answer.text.contains("ann@example.org"), "{path}");
    }
    assert_eq!(ann.get(&format!("/api/v1/me/orders/{encoded}")).await.status, 200, "it is the same path");
}

/// CVE-2026-40887 (Vendure): a query parameter got into SQL as it was, for strangers too.
#[actix_web::test]
async fn adv_cve_2026_40887_parameters_are_never_sql() {
    let app = TestApp::start().await;
    on_sale(&app, "Mug", 1250, 9).await;
    let guest = app.anonymous();
    for field in [
        "q",
        "category",
        "sort",
        "min_price",
        "max_price",
        "in_stock",
        "cursor",
        "limit",
        "facets",
        "option",
        "ids",
    ] {
        for hostile in ["'", "';SELECT pg_sleep(9)--", "1)) OR 1=1--", "\\", "%00", "%F0%9F", "$1", "id;--"] {
            let hostile = hostile.replace(' ', "%20").replace(';', "%3B");
            let answer = guest.get(&format!("/api/v1/products?{field}={hostile}")).await;
            assert!([200, 400, 422].contains(&answer.status), "{field}={hostile}: {}", answer.text);
        }
    }
    assert_eq!(guest.get("/api/v1/products").await.body["items"].as_array().unwrap().len(), 1);
    // A cursor that can be read: its texts go to the database too, and that takes no NUL.
    let staff = app.staff(&[Permission::ReadProducts]).await;
    let id = "prd_0192f000000070008000000000000001";
    let long = "\u{1f600}".repeat(200);
    for (text, status) in [("a\0", 422), ("'", 200), ("\u{7f}", 422), ("a", 200), (&long, 200)] {
        let cursor = BASE64_URL_SAFE_NO_PAD.encode(json!({"name": [text, id]}).to_string());
        for (client, path) in [(&guest, "products"), (&staff, "admin/products")] {
            let answer = client.get(&format!("/api/v1/{path}?sort=name&cursor={cursor}")).await;
            assert_eq!(answer.status, status, "{path} {text:?}: {}", answer.text);
        }
    }
}

/// CVE-2026-63461 (Vendure): a filter of the caller's, joined by "or", outweighed the one that hides what is not for sale.
#[actix_web::test]
async fn adv_cve_2026_63461_no_filter_outweighs_that_a_draft_is_hidden() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::WriteProducts]).await;
    let price = json!({"amount_minor": 100, "currency": "USD"});
    let draft = json!({"name": "Secret Mug", "price": price, "stock": 1});
    assert_eq!(staff.post("/api/v1/admin/products", draft).await.status, 201);
    let guest = app.anonymous();
    for query in [
        "q=secret%20or%20mug",
        "q=secret|mug",
        "q=-nothing",
        "status=draft",
        "filter[or][status]=draft",
        "in_stock=true&q=secret",
    ] {
        let answer = guest.get(&format!("/api/v1/products?{query}")).await;
        assert!([200, 422].contains(&answer.status), "{query}");
        assert!(!answer.text.contains("Secret Mug"), "{query}: {}", answer.text);
    }
}

/// GHSA-hc75-2v4j-x372 (Vendure), CVE-2026-24136 (Saleor): operations of the staff worked without signing in.
#[actix_web::test]
async fn adv_ghsa_hc75_2v4j_x372_and_cve_2026_24136_nothing_of_the_staffs_works_without_signing_in() {
    let app = TestApp::start().await;
    let (guest, ann) = (app.anonymous(), app.customer("ann").await);
    for feature in STAFF_ONLY {
        let path = format!("/api/v1/admin/{feature}");
        assert_eq!((guest.get(&path).await.status, ann.get(&path).await.status), (401, 403), "{path}");
    }
}

/// Sylius 1.12.25 to 2.2.9, first of four: a customer's token was taken by the staff's API.
#[actix_web::test]
async fn adv_sylius_a_customers_session_is_nothing_to_the_staffs_api() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    for feature in STAFF_ONLY {
        let path = format!("/api/v1/admin/{feature}");
        for header in [("authorization", "Bearer x"), ("x-role", "admin"), ("x-user-id", "1")] {
            let answer = ann.call(Method::GET, &path, None, &[header]).await;
            assert!([400, 401, 403].contains(&answer.status), "{path} {header:?}: {}", answer.text);
        }
    }
}

/// CVE-2026-25993 (EverShop): a product's address, kept as it was typed, got into SQL later.
#[actix_web::test]
async fn adv_cve_2026_25993_an_address_full_of_quotes_is_only_text() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::WriteProducts]).await;
    let price = json!({"amount_minor": 100, "currency": "USD"});
    for slug in ["mug' OR '1'='1", "mug\"; DROP TABLE products--", "mug\\'"] {
        let product = json!({"name": "Mug", "slug": slug, "price": price, "stock": 1});
        let answer = staff.post("/api/v1/admin/products", product).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec!["/slug"]), "{slug}");
        let encoded = slug.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        assert_eq!(app.anonymous().get(&format!("/api/v1/products/{encoded}")).await.status, 404, "{slug}");
    }
    // What comes into the table past the rules is still only text when it is read.
    on_sale(&app, "Mug", 1250, 9).await;
    app.execute("UPDATE products SET name = 'a'' OR ''1''=''1'").await;
    let found = app.anonymous().get("/api/v1/products").await;
    assert_eq!(found.body["items"][0]["name"], "a' OR '1'='1", "{}", found.text);
}

/// CVE-2026-21447 (Bagisto): somebody's order was told to whoever ordered it again.
#[actix_web::test]
async fn adv_cve_2026_21447_nothing_is_ordered_again_by_the_id_of_somebodys_order() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, mallory) = (app.customer("ann").await, app.customer("mallory").await);
    let order = buy(&app, &ann, &mug, 1).await;
    for (path, body) in [
        ("/api/v1/cart/items", json!({"order_id": order, "quantity": 1})),
        ("/api/v1/checkout", json!({"order_id": order})),
        (&*format!("/api/v1/me/orders/{order}/reorder"), json!({})),
    ] {
        let answer = mallory.post(path, body).await;
        assert!([404, 405, 422].contains(&answer.status), "{path}: {} {}", answer.status, answer.text);
    }
    assert_eq!(cart(&mallory).await["item_count"], 0);
}

/// CVE-2026-22588, -22589 and -25758 (Spree), CVE-2026-115323 (EverShop): an address's id, guessed or taken along with a
/// request, told the address.
#[actix_web::test]
async fn adv_cve_2026_22588_22589_25758_115323_an_address_is_found_through_its_owner_alone() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let (ann, mallory, guest) = (app.customer("ann").await, app.customer("mallory").await, app.anonymous());
    let address = json!({
        "name": "Ann Lee", "line1": "1 Quay Street", "city": "Bremen", "postcode": "28195", "country": "DE"
    });
    let kept = ann.post("/api/v1/me/addresses", address).await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    let id = kept.body["id"].as_str().unwrap();
    let path = format!("/api/v1/me/addresses/{id}");
    for (client, status) in [(&mallory, 404), (&guest, 401)] {
        let change =
            client.call(Method::PATCH, &path, Some(json!({"city": "Elsewhere"})), &[("if-match", "*")]).await;
        assert_eq!(change.status, status, "{}", change.text);
        assert_eq!(client.delete(&path).await.status, status);
        assert!(!client.get("/api/v1/me/addresses").await.text.contains(id));
    }
    add(&mallory, &mug, 1).await;
    for field in ["address_id", "shipping_address_id", "bill_address_id"] {
        assert_eq!(mallory.post("/api/v1/checkout", json!({field: id})).await.status, 422, "{field}");
    }
    assert_eq!(ann.get("/api/v1/me/addresses").await.body["items"][0]["city"], kept.body["city"]);
}
