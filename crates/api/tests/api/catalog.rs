//! The shop window: lists, search, product pages, categories, pictures.

use std::collections::BTreeSet;

use reqwest::Method;
use securecart_api::demo;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

/// A shop with the demo in it.
async fn shop() -> (TestApp, Client) {
    let app = TestApp::start().await;
    demo::seed(&app.state).await.unwrap();
    let client = app.anonymous();
    (app, client)
}

async fn list(client: &Client, query: &str) -> Value {
    let answer = client.get(&format!("/api/v1/products?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.body
}

fn names(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// All items, page by page.
async fn all_pages(client: &Client, query: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = list(client, &format!("{query}&limit=7{cursor}")).await;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
        assert!(items.len() <= 100, "the pages never end");
    }
}

#[actix_web::test]
async fn every_order_shows_every_product_once_and_in_that_order() {
    let (_app, client) = shop().await;
    for (sort, key) in [("newest", "id"), ("name", "name"), ("price_asc", "price"), ("price_desc", "price")] {
        let items = all_pages(&client, &format!("sort={sort}")).await;
        let slugs: BTreeSet<_> = items.iter().map(|item| item["slug"].to_string()).collect();
        assert_eq!((items.len(), slugs.len()), (48, 48), "{sort}");
        let keys: Vec<&Value> = items.iter().map(|item| &item[key]).collect();
        let in_order = keys.windows(2).all(|pair| match sort {
            "newest" => pair[0].as_str() > pair[1].as_str(),
            "name" => pair[0].as_str().map(str::to_lowercase) <= pair[1].as_str().map(str::to_lowercase),
            "price_asc" => pair[0]["amount_minor"].as_i64() <= pair[1]["amount_minor"].as_i64(),
            _ => pair[0]["amount_minor"].as_i64() >= pair[1]["amount_minor"].as_i64(),
        });
        assert!(in_order, "{sort}: {keys:?}");
    }
}

#[actix_web::test]
async fn a_card_tells_what_a_shopper_needs() {
    let (_app, client) = shop().await;
    let items = list(&client, "q=stoneware+mug&limit=1").await;
    let mug = &items["items"][0];
    assert_eq!(
        (mug["slug"].as_str(), mug["category"]["slug"].as_str()),
        (Some("stoneware-mug"), Some("kitchen-table"))
    );
    assert_eq!(mug["price"]["currency"], "USD");
    assert_eq!(
        mug["only_variant_id"],
        Value::Null,
        "a mug in three colours can not be bought without choosing"
    );
    assert!(mug["image_url"].as_str().unwrap().starts_with("/media/"));
    assert!(!mug["image_alt"].as_str().unwrap().is_empty() && mug["stock"].as_u64().unwrap() > 0);
}

#[actix_web::test]
async fn words_their_beginnings_and_misspellings_are_found() {
    let (_app, client) = shop().await;
    for query in ["stoneware mug", "stonew", "mug stone", "stonware mug", "STONEWARE"] {
        let found = names(&list(&client, &format!("q={}", query.replace(' ', "+"))).await);
        assert!(found.first().is_some_and(|name| name == "Stoneware mug"), "{query}: {found:?}");
    }
    let without = names(&list(&client, "q=stoneware+-mug").await);
    assert!(!without.contains(&"Stoneware mug".to_owned()), "{without:?}");
    assert_eq!(names(&list(&client, "q=zzzzqqqq").await), Vec::<String>::new());
}

#[actix_web::test]
async fn pages_of_a_search_do_not_repeat_themselves() {
    let (_app, client) = shop().await;
    let items = all_pages(&client, "q=linen+or+wood+or+steel+or+cotton").await;
    let slugs: BTreeSet<_> = items.iter().map(|item| item["slug"].to_string()).collect();
    assert!(items.len() > 7, "{}", items.len());
    assert_eq!(items.len(), slugs.len());
}

#[actix_web::test]
async fn wildcards_quotes_and_operators_are_only_characters() {
    let (_app, client) = shop().await;
    for query in
        ["%25%25%25", "___", "%5C%5C%5C", "'%3B--", "%22", "a%3A*", "!%26|()", "%3C%3E", "%F0%9F%A6%80"]
    {
        let found = names(&list(&client, &format!("q={query}")).await);
        assert!(found.is_empty(), "{query} found {found:?}");
    }
}

#[actix_web::test]
async fn filters_narrow_the_list() {
    let (_app, client) = shop().await;
    let kitchen = all_pages(&client, "category=kitchen-table").await;
    assert!(!kitchen.is_empty() && kitchen.iter().all(|item| item["category"]["slug"] == "kitchen-table"));
    let cheap = all_pages(&client, "min_price=1000&max_price=3000&sort=price_asc").await;
    let in_range = |item: &Value| (1000..=3000).contains(&item["price"]["amount_minor"].as_i64().unwrap());
    assert!(!cheap.is_empty() && cheap.iter().all(in_range));
    let here = all_pages(&client, "in_stock=true").await.len();
    let gone = all_pages(&client, "in_stock=false").await;
    assert!(gone.iter().all(|item| item["stock"] == 0));
    assert_eq!(here + gone.len(), 48);
    assert_eq!(list(&client, "category=no-such-category").await["items"], json!([]));
}

#[actix_web::test]
async fn parameters_that_mean_nothing_are_named() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    for (query, pointer) in [
        ("colour=red", "?colour"),
        ("sort=cheapest", "?sort"),
        ("limit=0", "?limit"),
        ("limit=101", "?limit"),
        ("min_price=-1", "?min_price"),
        ("min_price=2&max_price=1", "?max_price"),
        ("category=No+Slug", "?category"),
        ("cursor=nonsense", "?cursor"),
        ("q=a%00b", "?q"),
        ("option=blue", "?option"),
        ("option=a:1,b:1,c:1,d:1", "?option"),
        ("facets=maybe", "?facets"),
    ] {
        let answer = client.get(&format!("/api/v1/products?{query}")).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{query}");
    }
    let long = client.get(&format!("/api/v1/products?q={}", "x".repeat(201))).await;
    assert_eq!((long.status, long.pointers()), (422, vec!["?q"]));
}

#[actix_web::test]
async fn a_cursor_of_another_order_is_refused() {
    let (_app, client) = shop().await;
    let page = list(&client, "sort=name&limit=1").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    let answer = client.get(&format!("/api/v1/products?sort=price_asc&cursor={cursor}")).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["?cursor"]));
}

#[actix_web::test]
async fn a_product_is_found_by_slug_and_by_id() {
    let (_app, client) = shop().await;
    let by_slug = client.get("/api/v1/products/stoneware-mug").await;
    assert_eq!(by_slug.status, 200);
    let id = by_slug.body["id"].as_str().unwrap();
    assert_eq!(client.get(&format!("/api/v1/products/{id}")).await.body, by_slug.body);
    assert_eq!(by_slug.body["options"], json!([{"name": "Colour", "values": ["Chalk", "Spruce", "Clay"]}]));
    let variants = by_slug.body["variants"].as_array().unwrap();
    assert_eq!(variants.len(), 3);
    assert_eq!(variants[0]["options"], json!([{"name": "Colour", "value": "Chalk"}]));
    let pictures: BTreeSet<_> = variants.iter().map(|variant| variant["image_url"].to_string()).collect();
    assert_eq!(pictures.len(), 3, "every colour is shown by a picture of its own");
    for path in [
        "nothing-here",
        "prd_0192f000000070008000000000000001",
        "..",
        "A%00B",
        "ord_0192f000000070008000000000000001",
    ] {
        assert_eq!(client.get(&format!("/api/v1/products/{path}")).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn an_unchanged_page_is_not_sent_again() {
    let (app, client) = shop().await;
    for path in ["/api/v1/products/stoneware-mug", "/api/v1/products?q=mug", "/api/v1/categories"] {
        let first = client.get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"'), "{path}: {tag}");
        let again = client.send(client.request(Method::GET, path).header("if-none-match", &tag)).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{path}");
    }
    let path = "/api/v1/products/stoneware-mug";
    let tag = client.get(path).await.header("etag").to_owned();
    let staff = app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await;
    let id = client.get(path).await.body["id"].as_str().unwrap().to_owned();
    let admin = format!("/api/v1/admin/products/{id}");
    let version = staff.get(&admin).await.header("etag").to_owned();
    assert_eq!(staff.patch_if(&admin, &version, json!({"vendor": "Another pottery"})).await.status, 200);
    let changed = client.send(client.request(Method::GET, path).header("if-none-match", &tag)).await;
    assert_eq!((changed.status, changed.body["vendor"].as_str()), (200, Some("Another pottery")));
}

#[actix_web::test]
async fn categories_count_what_shoppers_see() {
    let (_app, client) = shop().await;
    let categories = client.get("/api/v1/categories").await.body;
    let items = categories["items"].as_array().unwrap();
    assert_eq!(items.len(), 8);
    assert_eq!(items[0]["slug"], "kitchen-table");
    let outermost = items.iter().filter(|item| item["parent_id"].is_null());
    assert_eq!(outermost.map(|item| item["product_count"].as_u64().unwrap()).sum::<u64>(), 48);
    assert!(items[0]["image_url"].as_str().unwrap().starts_with("/media/"));
}

#[actix_web::test]
async fn a_shop_for_members_shows_guests_nothing() {
    let app = TestApp::start_with(&[("SECURECART_GUESTS_MAY_BROWSE", "false")]).await;
    let guest = app.anonymous();
    for path in ["/api/v1/products", "/api/v1/products/x", "/api/v1/categories"] {
        assert_eq!(guest.get(path).await.status, 401, "{path}");
    }
    assert_eq!(app.customer("ann").await.get("/api/v1/products").await.status, 200);
}

#[actix_web::test]
async fn pictures_are_kept_forever_and_can_do_nothing() {
    let (app, client) = shop().await;
    let page = list(&client, "limit=1").await;
    let path = page["items"][0]["image_url"].as_str().unwrap();
    let picture = client.get(path).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/webp"));
    assert_eq!(picture.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
    std::fs::write(app.data_dir().join("media/secret.txt"), "x").unwrap();
    for name in ["secret.txt", "..%2Fdemo-accounts.json", "0123456789abcdef.webp", "0123456789abcdef.html"] {
        let answer = client.get(&format!("/media/{name}")).await;
        assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{name}");
    }
}

#[actix_web::test]
async fn seeding_the_demo_twice_changes_nothing_and_keeps_the_passwords() {
    let (app, client) = shop().await;
    let file = app.data_dir().join("demo-accounts.json");
    let accounts = std::fs::read_to_string(&file).unwrap();
    let before = client.get("/api/v1/products?limit=100").await.text;
    let report = demo::seed(&app.state).await.unwrap().to_string();
    assert!(report.contains("all 48 products are there"), "{report}");
    assert_eq!(client.get("/api/v1/products?limit=100").await.text, before);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), accounts);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let accounts: Value = serde_json::from_str(&accounts).unwrap();
    for name in ["admin", "shopper"] {
        let client = app.anonymous();
        let answer = client.login(name, accounts[name]["password"].as_str().unwrap()).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text);
        let status = client.get("/api/v1/admin/products").await.status;
        assert_eq!(status, if name == "admin" { 200 } else { 403 }, "{name}");
    }
}
