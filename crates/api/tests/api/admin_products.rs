//! Staff keep the catalogue.

use reqwest::Method;
use securecart_db::{audit, catalog::check_ledger};
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

const PRODUCTS: &str = "/api/v1/admin/products";

async fn shop() -> (TestApp, Client) {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    (app, staff)
}

fn usd(minor: i64) -> Value {
    json!({"amount_minor": minor, "currency": "USD"})
}

async fn create(staff: &Client, body: Value) -> Answer {
    let answer = staff.post(PRODUCTS, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer
}

fn path(product: &Answer) -> String {
    format!("{PRODUCTS}/{}", product.body["id"].as_str().unwrap())
}

async fn events(app: &TestApp, product: &Answer) -> Vec<String> {
    let mut conn = app.state.db.connection().await.unwrap();
    let key = product.body["id"].as_str().unwrap();
    audit::list_events_for_object(&mut conn, "product", key).await.unwrap()
}

#[actix_web::test]
async fn a_new_product_is_complete_counted_and_written_down() {
    let (app, staff) = shop().await;
    let created = create(
        &staff,
        json!({
            "name": "  Blue Mug ", "summary": "Holds tea.", "description": "One.\r\n\r\nTwo.", "vendor": "Potter",
            "tags": ["tea", "blue", "tea"], "status": "active", "price": usd(1250),
            "compare_at_price": usd(1500), "sku": "MUG-1", "stock": 7
        }),
    )
    .await;
    assert_eq!((created.header("location"), created.header("etag")), (path(&created).as_str(), "\"v1\""));
    let product = &created.body;
    assert_eq!((product["name"].as_str(), product["slug"].as_str()), (Some("Blue Mug"), Some("blue-mug")));
    assert_eq!(
        (&product["tags"], &product["description"]),
        (&json!(["tea", "blue"]), &json!("One.\n\nTwo."))
    );
    let variant = &product["variants"][0];
    assert_eq!(
        (&variant["price"], &variant["on_hand"], &variant["sku"]),
        (&usd(1250), &json!(7), &json!("MUG-1"))
    );
    assert_eq!(staff.get(&path(&created)).await.body, created.body);
    let shown = app.anonymous().get("/api/v1/products/blue-mug").await.body;
    assert_eq!((&shown["stock"], &shown["compare_at_price"]), (&json!(7), &usd(1500)));
    assert_eq!(events(&app, &created).await, ["product_created"]);
    let ledger = check_ledger(&mut app.state.db.connection().await.unwrap()).await.unwrap();
    assert_eq!((ledger.entries, ledger.variants_off), (1, 0));
}

#[actix_web::test]
async fn drafts_are_for_staff_alone() {
    let (app, staff) = shop().await;
    let created = create(&staff, json!({"name": "Secret Mug", "price": usd(100), "stock": 1})).await;
    assert_eq!(created.body["status"], "draft");
    let guest = app.anonymous();
    assert_eq!(guest.get("/api/v1/products/secret-mug").await.status, 404);
    assert_eq!(
        guest.get(&format!("/api/v1/products/{}", created.body["id"].as_str().unwrap())).await.status,
        404
    );
    assert_eq!(guest.get("/api/v1/products?q=secret").await.body["items"], json!([]));
}

#[actix_web::test]
async fn every_broken_rule_is_named_at_once() {
    let (_app, staff) = shop().await;
    let body = json!({
        "name": " ", "slug": "Not A Slug", "summary": "x".repeat(301), "vendor": "a\nb", "tags": ["ok", ""],
        "price": usd(-1), "sku": "=1+1", "stock": 1_000_001
    });
    let answer = staff.post(PRODUCTS, body).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.pointers(),
        ["/name", "/slug", "/summary", "/vendor", "/tags/1", "/price", "/sku", "/stock"]
    );
}

#[actix_web::test]
async fn prices_are_in_the_shops_currency_and_reductions_are_real() {
    let (_app, staff) = shop().await;
    let euro = json!({"amount_minor": 100, "currency": "EUR"});
    for (body, pointer) in [
        (json!({"name": "Mug", "price": euro}), "/price"),
        (json!({"name": "Mug", "price": usd(100), "compare_at_price": euro}), "/compare_at_price"),
        (json!({"name": "Mug", "price": usd(100), "compare_at_price": usd(100)}), "/compare_at_price"),
        (json!({"name": "Mug", "price": usd(1_000_000_001)}), "/price"),
        (json!({"name": "Mug", "price": {"amount_minor": 1.5, "currency": "USD"}}), "/price/amount_minor"),
        (json!({"name": "Mug", "price": usd(1), "category": "nowhere"}), "/category"),
        (json!({"name": "Mug", "price": usd(1), "version": 7}), "/version"),
        (json!({"name": "Кружка", "price": usd(1)}), "/slug"),
    ] {
        let answer = staff.post(PRODUCTS, body.clone()).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{body}");
    }
}

#[actix_web::test]
async fn slugs_and_skus_are_unique() {
    let (_app, staff) = shop().await;
    create(&staff, json!({"name": "Mug", "price": usd(1), "sku": "M1"})).await;
    let second = create(&staff, json!({"name": "Mug", "price": usd(1)})).await;
    assert_eq!(second.body["slug"], "mug-2", "a slug that is made of the name makes way");
    let slug = staff.post(PRODUCTS, json!({"name": "Other", "slug": "mug", "price": usd(1)})).await;
    assert_eq!((slug.status, slug.pointers()), (422, vec!["/slug"]));
    let sku = staff.post(PRODUCTS, json!({"name": "Other", "price": usd(1), "sku": "M1"})).await;
    assert_eq!((sku.status, sku.pointers()), (422, vec!["/sku"]));
    let rename = staff.patch_if(&path(&second), "\"v1\"", json!({"slug": "mug"})).await;
    assert_eq!((rename.status, rename.pointers()), (422, vec!["/slug"]));
}

#[actix_web::test]
async fn only_the_version_that_was_seen_is_changed() {
    let (app, staff) = shop().await;
    let created = create(&staff, json!({"name": "Mug", "price": usd(1)})).await;
    let path = path(&created);
    assert_eq!(staff.patch(&path, json!({"name": "Cup"})).await.status, 428);
    let first = staff.patch_if(&path, "\"v1\"", json!({"name": "Cup", "tags": []})).await;
    assert_eq!((first.status, first.header("etag"), &first.body["name"]), (200, "\"v2\"", &json!("Cup")));
    let stale = staff.patch_if(&path, "\"v1\"", json!({"name": "Jug"})).await;
    assert_eq!((stale.status, stale.problem()), (412, "stale-version"));
    assert_eq!(staff.get(&path).await.body["name"], "Cup");
    let nothing = staff.patch_if(&path, "\"v2\"", json!({})).await;
    assert_eq!(
        (nothing.status, nothing.header("etag")),
        (200, "\"v2\""),
        "nothing to change, nothing changed"
    );
    assert_eq!(events(&app, &created).await, ["product_created", "product_updated"]);
}

#[actix_web::test]
async fn of_two_who_edit_at_once_one_is_told() {
    let (_app, staff) = shop().await;
    let created = create(&staff, json!({"name": "Mug", "price": usd(1)})).await;
    let (path, other) = (path(&created), staff.twin());
    let (one, two) = tokio::join!(
        staff.patch_if(&path, "\"v1\"", json!({"vendor": "One"})),
        other.patch_if(&path, "\"v1\"", json!({"vendor": "Two"})),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(staff.get(&path).await.body["version"], 2);
}

#[actix_web::test]
async fn a_discontinued_product_leaves_the_shop_and_stays_in_the_books() {
    let (app, staff) = shop().await;
    let created = create(&staff, json!({"name": "Mug", "price": usd(1), "status": "active"})).await;
    let path = path(&created);
    assert_eq!(staff.delete(&path).await.status, 428);
    let gone = staff.call(Method::DELETE, &path, None, &[("if-match", "\"v1\"")]).await;
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    assert_eq!(app.anonymous().get("/api/v1/products/mug").await.status, 404);
    assert_eq!(staff.get(&path).await.body["status"], "discontinued");
    assert_eq!(events(&app, &created).await, ["product_created", "product_discontinued"]);
}

#[actix_web::test]
async fn variants_bring_options_and_move_the_price_range() {
    let (app, staff) = shop().await;
    let created = create(&staff, json!({"name": "Shirt", "price": usd(2000), "status": "active"})).await;
    let path = path(&created);
    let variants = format!("{path}/variants");
    let new = |size: &str, minor: i64| json!({"options": [{"name": "Size", "value": size}], "price": usd(minor), "stock": 2});
    let with_first = |values: Value| {
        let mut body = new("L", 2500);
        body["first_variant_values"] = values;
        body
    };
    for (values, pointer) in [
        (json!([]), "/first_variant_values"),
        (json!(["M", "Red"]), "/first_variant_values"),
        (json!([""]), "/first_variant_values/0"),
        (json!(["L"]), "/options"),
    ] {
        let body = Some(with_first(values.clone()));
        let refused = staff.call(Method::POST, &variants, body, &[("if-match", "\"v1\"")]).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{values}");
    }
    let body = Some(with_first(json!(["M"])));
    let large = staff.call(Method::POST, &variants, body, &[("if-match", "\"v1\"")]).await;
    assert_eq!((large.status, large.header("etag")), (201, "\"v2\""), "{}", large.text);
    assert_eq!(large.body["options"], json!([{"name": "Size", "values": ["M", "L"]}]));
    assert_eq!(large.body["variants"][0]["title"], "M");
    let shown = app.anonymous().get("/api/v1/products/shirt").await.body;
    assert_eq!(shown["variants"][0]["options"], json!([{"name": "Size", "value": "M"}]));
    let body = Some(
        json!({"options": [{"name": "Size", "value": "S"}], "first_variant_values": ["M"], "price": usd(1)}),
    );
    let unwanted = staff.call(Method::POST, &variants, body, &[("if-match", "\"v2\"")]).await;
    assert_eq!((unwanted.status, unwanted.pointers()), (422, vec!["/first_variant_values"]));
    let small = staff.call(Method::POST, &variants, Some(new("S", 1500)), &[("if-match", "\"v2\"")]).await;
    assert_eq!(small.body["variants"][2]["title"], "S");
    let again = staff.call(Method::POST, &variants, Some(new("S", 1500)), &[("if-match", "\"v3\"")]).await;
    assert_eq!((again.status, again.pointers()), (422, vec!["/options"]));
    let colour = json!({"options": [{"name": "Colour", "value": "Red"}], "price": usd(1)});
    let other = staff.call(Method::POST, &variants, Some(colour), &[("if-match", "\"v3\"")]).await;
    assert_eq!((other.status, other.pointers()), (422, vec!["/options"]));
    let list = app.anonymous().get("/api/v1/products?sort=price_asc").await.body;
    let card = &list["items"][0];
    assert_eq!(
        (&card["price"], &card["price_varies"], &card["stock"]),
        (&usd(1500), &json!(true), &json!(4))
    );
}

#[actix_web::test]
async fn a_variant_keeps_its_former_price_above_its_price() {
    let (app, staff) = shop().await;
    let created =
        create(&staff, json!({"name": "Mug", "price": usd(1000), "sku": "M1", "status": "active"})).await;
    let variant =
        format!("{}/variants/{}", path(&created), created.body["variants"][0]["id"].as_str().unwrap());
    let reduced = json!({"price": usd(800), "compare_at_price": usd(1000), "weight_grams": 350});
    let first = staff.patch_if(&variant, "\"v1\"", reduced).await;
    assert_eq!(
        (first.status, &first.body["variants"][0]["compare_at_price"]),
        (200, &usd(1000)),
        "{}",
        first.text
    );
    let raised = staff.patch_if(&variant, "\"v2\"", json!({"price": usd(1200)})).await;
    assert_eq!((raised.status, raised.pointers()), (422, vec!["/compare_at_price"]));
    let plain = json!({"price": usd(1200), "remove_compare_at_price": true, "sku": ""});
    let second = staff.patch_if(&variant, "\"v2\"", plain).await;
    let now = &second.body["variants"][0];
    assert_eq!(
        (&now["price"], &now["compare_at_price"], &now["sku"]),
        (&usd(1200), &Value::Null, &Value::Null)
    );
    let shown = app.anonymous().get("/api/v1/products/mug").await.body;
    assert_eq!(shown["price"], usd(1200));
    let foreign = create(&staff, json!({"name": "Jug", "price": usd(1)})).await;
    let mixed =
        format!("{}/variants/{}", path(&foreign), created.body["variants"][0]["id"].as_str().unwrap());
    assert_eq!(staff.patch_if(&mixed, "\"v1\"", json!({"price": usd(1)})).await.status, 404);
}

#[actix_web::test]
async fn the_staff_list_filters_counts_and_pages() {
    let (_app, staff) = shop().await;
    for (name, stock, status) in
        [("Mug", 20, "active"), ("Jug", 5, "active"), ("Bowl", 1, "draft"), ("Plate 100%", 0, "active")]
    {
        let sku = format!("SKU-{}", name.to_uppercase().replace([' ', '%'], ""));
        create(&staff, json!({"name": name, "price": usd(1), "stock": stock, "status": status, "sku": sku}))
            .await;
    }
    for (query, expected) in [
        ("", vec!["Plate 100%", "Bowl", "Jug", "Mug"]),
        ("sort=name", vec!["Bowl", "Jug", "Mug", "Plate 100%"]),
        ("stock=low&sort=name", vec!["Bowl", "Jug"]),
        ("stock=out", vec!["Plate 100%"]),
        ("stock=in_stock&sort=name", vec!["Bowl", "Jug", "Mug"]),
        ("status=draft", vec!["Bowl"]),
        ("q=ug&sort=name", vec!["Jug", "Mug"]),
        ("q=sku-bo", vec!["Bowl"]),
        ("q=100%25", vec!["Plate 100%"]),
        ("q=%25", vec!["Plate 100%"]),
        ("q=_", vec![]),
    ] {
        let answer = staff.get(&format!("{PRODUCTS}?{query}")).await;
        let items = answer.body["items"].as_array().unwrap_or_else(|| panic!("{query}: {}", answer.text));
        let names: Vec<&str> = items.iter().map(|item| item["name"].as_str().unwrap()).collect();
        assert_eq!(
            (names, answer.body["total"].as_u64()),
            (expected.clone(), u64::try_from(expected.len()).ok()),
            "{query}"
        );
    }
    let first = staff.get(&format!("{PRODUCTS}?sort=name&limit=3")).await.body;
    assert_eq!((first["items"].as_array().unwrap().len(), first["total"].as_u64()), (3, Some(4)));
    let next = first["next_cursor"].as_str().unwrap();
    let last = staff.get(&format!("{PRODUCTS}?sort=name&limit=3&cursor={next}")).await.body;
    assert_eq!((last["items"][0]["name"].as_str(), &last["next_cursor"]), (Some("Plate 100%"), &Value::Null));
    let other = staff.get(&format!("{PRODUCTS}?sort=price_asc")).await;
    assert_eq!((other.status, other.pointers()), (422, vec!["?sort"]));
}
