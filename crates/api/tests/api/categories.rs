//! Categories: kept by staff, counted and listed with all that lies below them.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::on_sale,
    support::{Answer, Client, TestApp},
};

const CATEGORIES: &str = "/api/v1/admin/categories";

async fn keeper(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadProducts, Permission::WriteProducts]).await
}

/// Adds a category and gives its id.
async fn add(staff: &Client, name: &str, parent: &str) -> String {
    let made = staff.post(CATEGORIES, json!({"name": name, "parent_id": parent})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.body["id"].as_str().unwrap().to_owned()
}

fn path(id: &str) -> String {
    format!("{CATEGORIES}/{id}")
}

async fn change(staff: &Client, id: &str, body: Value) -> Answer {
    let tag = staff.get(&path(id)).await.header("etag").to_owned();
    staff.patch_if(&path(id), &tag, body).await
}

async fn remove(staff: &Client, id: &str) -> Answer {
    let tag = staff.get(&path(id)).await.header("etag").to_owned();
    staff.call(Method::DELETE, &path(id), None, &[("if-match", &tag)]).await
}

/// Puts a product on sale in the category of that slug.
async fn product_in(app: &TestApp, staff: &Client, name: &str, slug: &str) -> String {
    let product = format!("/api/v1/admin/products/{}", on_sale(app, name, 1250, 9).await.id);
    let tag = staff.get(&product).await.header("etag").to_owned();
    let changed = staff.patch_if(&product, &tag, json!({"category": slug})).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    product
}

/// Home > Kitchen > Cups, and Garden; a product in Kitchen and two in Cups.
async fn shop(app: &TestApp, staff: &Client) -> (String, String, String) {
    let home = add(staff, "Home", "").await;
    let kitchen = add(staff, "Kitchen", &home).await;
    let cups = add(staff, "Cups", &kitchen).await;
    add(staff, "Garden", "").await;
    product_in(app, staff, "Kettle", "kitchen").await;
    product_in(app, staff, "Mug", "cups").await;
    product_in(app, staff, "Beaker", "cups").await;
    (home, kitchen, cups)
}

fn names(list: &Value) -> Vec<&str> {
    let mut names: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

/// The pointer and code of the field that was not accepted.
fn field(answer: &Answer) -> (&str, &str) {
    assert_eq!(answer.status, 422, "{}", answer.text);
    let error = &answer.body["errors"][0];
    (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())
}

#[actix_web::test]
async fn a_category_counts_and_lists_what_lies_below_it() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let (home, kitchen, _) = shop(&app, &staff).await;
    let guest = app.anonymous();
    let all = guest.get("/api/v1/categories").await.body;
    let told = |item: &Value| {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        (text("slug"), text("parent_id"), item["product_count"].as_u64().unwrap())
    };
    let told: Vec<_> = all["items"].as_array().unwrap().iter().map(told).collect();
    let expected =
        [("home", "", 3), ("kitchen", home.as_str(), 3), ("cups", kitchen.as_str(), 2), ("garden", "", 0)];
    assert_eq!(told, expected.map(|(slug, parent, count)| (slug.to_owned(), parent.to_owned(), count)));
    for (slug, expected) in [
        ("home", vec!["Beaker", "Kettle", "Mug"]),
        ("kitchen", vec!["Beaker", "Kettle", "Mug"]),
        ("cups", vec!["Beaker", "Mug"]),
        ("garden", vec![]),
        ("nowhere", vec![]),
    ] {
        for order in ["newest", "price_asc", "name", "best_selling"] {
            let query = format!("/api/v1/products?category={slug}&sort={order}&facets=true");
            let list = guest.get(&query).await.body;
            assert_eq!(names(&list), expected, "{query}");
            assert_eq!(list["facets"]["total"], expected.len(), "{query}");
        }
        let listed = staff.get(&format!("/api/v1/admin/products?category={slug}")).await.body;
        assert_eq!(names(&listed), expected, "{slug}");
    }
    let facets = guest.get("/api/v1/products?facets=true").await.body["facets"]["categories"].clone();
    let count = |slug: &str| {
        let found = facets.as_array().unwrap().iter().find(|facet| facet["slug"] == slug);
        found.map(|facet| facet["count"].clone())
    };
    assert_eq!((count("home"), count("kitchen")), (Some(json!(3)), Some(json!(3))));
    assert_eq!((count("cups"), count("garden")), (Some(json!(2)), None));
    let suggested = guest.get("/api/v1/products/suggestions?q=hom").await.body;
    assert_eq!(suggested["categories"][0]["slug"], "home", "it has products below it only");
}

#[actix_web::test]
async fn staff_see_every_product_and_empty_categories() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    shop(&app, &staff).await;
    let mug = product_in(&app, &staff, "Jug", "kitchen").await;
    let tag = staff.get(&mug).await.header("etag").to_owned();
    assert_eq!(staff.call(Method::DELETE, &mug, None, &[("if-match", &tag)]).await.status, 204);
    let list = staff.get(CATEGORIES).await.body;
    assert_eq!(list["total"], 4);
    let told: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (item["slug"].as_str().unwrap(), item["own_product_count"].clone(), item["product_count"].clone())
        })
        .collect();
    let expected = [("home", 0, 4), ("kitchen", 2, 4), ("cups", 2, 2), ("garden", 0, 0)];
    assert_eq!(told, expected.map(|(slug, own, all)| (slug, json!(own), json!(all))));
}

#[actix_web::test]
async fn a_category_is_made_changed_and_moved() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let first = add(&staff, "Crème & Co", "").await;
    let second = staff.post(CATEGORIES, json!({"name": "Crème & Co", "description": "More of it"})).await;
    assert_eq!((second.status, &second.body["slug"]), (201, &json!("creme-co-2")), "{}", second.text);
    assert_eq!((&second.body["position"], &second.body["parent_id"]), (&json!(2), &Value::Null));
    assert_eq!(second.header("location"), path(second.body["id"].as_str().unwrap()));
    let third = add(&staff, "Third", "").await;

    let moved = change(&staff, &third, json!({"position": 1})).await;
    assert_eq!((moved.status, &moved.body["position"]), (200, &json!(1)), "{}", moved.text);
    let order = |list: Answer| -> Vec<String> {
        let items = list.body["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(order(staff.get(CATEGORIES).await), ["third", "creme-co", "creme-co-2"]);

    let edit = json!({"name": "Dairy", "slug": "dairy", "description": "Cold", "parent_id": third});
    let edited = change(&staff, &first, edit).await;
    assert_eq!(edited.status, 200, "{}", edited.text);
    assert_eq!((&edited.body["name"], &edited.body["parent_id"]), (&json!("Dairy"), &json!(third)));
    assert_eq!(order(app.anonymous().get("/api/v1/categories").await), ["third", "dairy", "creme-co-2"]);
    let same = change(&staff, &first, json!({"parent_id": third})).await;
    assert_eq!(same.body["version"], edited.body["version"], "nothing is different");
    let out = change(&staff, &first, json!({"parent_id": ""})).await;
    assert_eq!((&out.body["parent_id"], &out.body["position"]), (&Value::Null, &json!(3)), "{}", out.text);

    let stale = staff.patch_if(&path(&first), "\"v1\"", json!({"name": "Late"})).await;
    assert_eq!(stale.status, 412, "{}", stale.text);
    let events =
        app.staff(&[Permission::ReadAudit]).await.get("/api/v1/admin/audit?event=category_updated").await;
    assert_eq!(events.body["total"], 3, "{}", events.text);
}

#[actix_web::test]
async fn a_refusal_names_the_field() {
    let app = TestApp::start().await;
    let staff = keeper(&app).await;
    let (home, kitchen, cups) = shop(&app, &staff).await;
    let deep = add(&staff, "Small cups", &cups).await;
    let deepest = add(&staff, "Tiny cups", &deep).await;
    let nobody = format!("cat_{:032x}", 1);
    for (body, expected) in [
        (json!({"name": ""}), ("/name", "invalid")),
        (json!({"name": "杯"}), ("/slug", "missing")),
        (json!({"name": "A", "slug": "Not a slug"}), ("/slug", "invalid")),
        (json!({"name": "A", "slug": "home"}), ("/slug", "taken")),
        (json!({"name": "A", "description": "x".repeat(301)}), ("/description", "invalid")),
        (json!({"name": "A", "parent_id": "home"}), ("/parent_id", "invalid")),
        (json!({"name": "A", "parent_id": nobody}), ("/parent_id", "unknown")),
        (json!({"name": "A", "parent_id": deepest}), ("/parent_id", "too_deep")),
    ] {
        assert_eq!(field(&staff.post(CATEGORIES, body.clone()).await), expected, "{body}");
    }
    for (id, body, expected) in [
        (&home, json!({"parent_id": home}), ("/parent_id", "below_itself")),
        (&home, json!({"parent_id": cups}), ("/parent_id", "below_itself")),
        (&kitchen, json!({"parent_id": nobody}), ("/parent_id", "unknown")),
        (&kitchen, json!({"slug": "garden"}), ("/slug", "taken")),
        (&kitchen, json!({"position": 0}), ("/position", "invalid")),
        (&kitchen, json!({"position": 2}), ("/position", "invalid")),
    ] {
        assert_eq!(field(&change(&staff, id, body.clone()).await), expected, "{body}");
    }
    let wide = add(&staff, "Wide", "").await;
    assert_eq!(field(&change(&staff, &home, json!({"parent_id": wide})).await), ("/parent_id", "too_deep"));
    let without = staff.call(Method::PATCH, &path(&home), Some(json!({"name": "A"})), &[]).await;
    assert_eq!(without.status, 428, "{}", without.text);
}

#[actix_web::test]
async fn a_category_stays_while_something_refers_to_it() {
    let app = TestApp::start().await;
    let staff = app.staff(Permission::ALL).await;
    let (home, kitchen, cups) = shop(&app, &staff).await;
    let refused = async |id: &str, why: &str| {
        let answer = remove(&staff, id).await;
        assert_eq!((answer.status, &answer.body["type"]), (409, &json!("urn:securecart:problem:conflict")));
        assert!(answer.body["detail"].as_str().unwrap().contains(why), "{}", answer.text);
    };
    refused(&home, "Other categories").await;
    refused(&kitchen, "Other categories").await;
    refused(&cups, "Products").await;
    let gifts = add(&staff, "Gifts", "").await;
    let coupon = json!({"discount": {"kind": "percent", "percent": "10"}, "categories": [gifts], "terms": {"active": true}});
    let made = staff.post("/api/v1/admin/coupons", coupon).await;
    assert_eq!(made.status, 201, "{}", made.text);
    refused(&gifts, "coupon").await;

    let empty = add(&staff, "Empty", &home).await;
    assert_eq!(remove(&staff, &empty).await.status, 204);
    assert_eq!(staff.get(&path(&empty)).await.status, 404);
    assert_eq!(staff.get("/api/v1/admin/audit?event=category_deleted").await.body["total"], 1);
}
