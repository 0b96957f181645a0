//! Address books.

use serde_json::{Value, json};

use crate::{
    shopping::count,
    support::{Client, TestApp},
};

const PATH: &str = "/api/v1/me/addresses";

fn address(name: &str) -> Value {
    json!({
        "name": name, "line1": "1 Quay Street", "city": "Bremen", "postcode": "28195", "country": "de",
        "phone": "+49 421 5550100",
    })
}

async fn add(client: &Client, body: Value) -> Value {
    let answer = client.post(PATH, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!(answer.header("location"), format!("{PATH}/{}", answer.body["id"].as_str().unwrap()));
    answer.body
}

#[actix_web::test]
async fn an_address_is_kept_changed_and_removed() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let added = add(&ann, address("Ann Lee")).await;
    assert_eq!((&added["country"], &added["default_shipping"]), (&json!("DE"), &json!(true)));
    let own = format!("{PATH}/{}", added["id"].as_str().unwrap());
    let changed = ann.patch(&own, json!({"city": "Hamburg", "company": "Lee & Sons"})).await.body;
    assert_eq!((&changed["city"], &changed["name"]), (&json!("Hamburg"), &json!("Ann Lee")));
    let listed = ann.get(PATH).await.body;
    assert_eq!(listed["items"], json!([changed]));
    assert_eq!(ann.delete(&own).await.status, 204);
    assert_eq!((ann.get(PATH).await.body["items"].clone(), ann.delete(&own).await.status), (json!([]), 404));
    assert_eq!(count(&app, "audit_events", "event LIKE 'address_%'").await, 3);
}

#[actix_web::test]
async fn every_wrong_part_is_named_also_after_a_change_of_another_one() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let wrong =
        json!({"name": "", "line1": "1 Quay Street", "city": "x\u{7}", "country": "ZZ", "phone": "call"});
    let answer = ann.post(PATH, wrong).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert_eq!(answer.pointers(), ["/country", "/name", "/city", "/phone"]);
    let added = add(&ann, address("Ann Lee")).await;
    let own = format!("{PATH}/{}", added["id"].as_str().unwrap());
    let answer = ann.patch(&own, json!({"country": "US"})).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/region"]));
    assert_eq!(ann.patch(&own, json!({"customer_id": "usr_1"})).await.status, 422);
}

#[actix_web::test]
async fn one_address_is_the_default_of_its_kind() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    add(&ann, address("Home")).await;
    let mut work = address("Work");
    work["default_billing"] = json!(true);
    let work = add(&ann, work).await;
    let named = |book: Value, place: &str| {
        let items = book["items"].as_array().unwrap().clone();
        let names = items.iter().filter(|item| item[place] == json!(true)).map(|item| item["name"].clone());
        names.collect::<Vec<_>>()
    };
    let book = ann.get(PATH).await.body;
    assert_eq!(
        (named(book.clone(), "default_shipping"), named(book, "default_billing")),
        (vec![json!("Home")], vec![json!("Work")])
    );
    let own = format!("{PATH}/{}", work["id"].as_str().unwrap());
    assert_eq!(ann.patch(&own, json!({"default_shipping": true})).await.status, 200);
    assert_eq!(named(ann.get(PATH).await.body, "default_shipping"), [json!("Work")]);
}

#[actix_web::test]
async fn another_ones_address_is_not_found_and_not_changed() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    let added = add(&ann, address("Ann Lee")).await;
    add(&bob, address("Bob")).await;
    let anns = format!("{PATH}/{}", added["id"].as_str().unwrap());
    let change = json!({"city": "Elsewhere", "default_shipping": true});
    assert_eq!((bob.patch(&anns, change).await.status, bob.delete(&anns).await.status), (404, 404));
    assert_eq!(ann.get(PATH).await.body["items"], json!([added]));
    assert_eq!(bob.get(PATH).await.body["items"][0]["default_shipping"], true, "the place stays taken");
    assert!(!bob.get(PATH).await.text.contains("Ann"));
}

#[actix_web::test]
async fn an_address_book_has_room_for_twenty_even_for_many_at_once() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    for _ in 0..18 {
        add(&ann, address("Ann Lee")).await;
    }
    let rush = futures_util::future::join_all((0..6).map(|_| ann.post(PATH, address("Ann Lee")))).await;
    let mut statuses: Vec<u16> = rush.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 409, 409, 409, 409]);
    assert_eq!(count(&app, "addresses", "true").await, 20);
}
