//! What an instance keeps in memory of the shop window.

use std::time::Duration;

use reqwest::Method;
use securecart_api::{jobs::follow_catalog, state::AppState};
use securecart_db::catalog::CatalogState;
use securecart_domain::Permission;
use serde_json::json;
use tokio::{sync::watch, time::timeout};

use super::demo_shop;
use crate::{
    shopping::{cancel, checkout_of, on_sale},
    support::{Answer, Client, TestApp},
};

/// Long enough for any machine; nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until this instance has heard something that it did not know.
async fn hears(state: &AppState, known: Option<CatalogState>) -> CatalogState {
    let heard = async {
        loop {
            match state.db.catalog_changes().state() {
                Some(now) if Some(now) != known => return now,
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    };
    timeout(PATIENCE, heard).await.expect("changes of the catalogue are heard of")
}

/// Lets an instance listen until the sender is dropped.
async fn listens(state: &AppState) -> watch::Sender<bool> {
    let (stop, stopping) = watch::channel(false);
    let _detached = follow_catalog(state, &stopping);
    hears(state, None).await;
    stop
}

/// The answer, its tag, and how many statements it took.
async fn ask(app: &TestApp, client: &Client, path: &str) -> (String, String, u64) {
    let before = app.state.db.statements();
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    let statements = app.state.db.statements() - before;
    (answer.text.clone(), answer.header("etag").to_owned(), statements)
}

const PATHS: [&str; 6] = [
    "/api/v1/products?facets=true",
    "/api/v1/products?q=stonware&facets=true",
    "/api/v1/products?category=kitchen-table&sort=best_selling&option=colour:chalk&in_stock=true",
    "/api/v1/products/stoneware-mug",
    "/api/v1/products/suggestions?q=mu",
    "/api/v1/categories",
];

#[actix_web::test]
async fn what_is_kept_is_the_same_to_the_byte_and_costs_no_statement() {
    let (app, client) = demo_shop().await;
    let mut fresh = Vec::new();
    for path in PATHS {
        let (text, tag, statements) = ask(&app, &client, path).await;
        assert!(statements > 0, "nobody listens, so nothing is kept: {path}");
        fresh.push((text, tag));
    }
    let _listening = listens(&app.state).await;
    for (path, (text, tag)) in PATHS.into_iter().zip(fresh) {
        assert!(ask(&app, &client, path).await.2 > 0, "{path}");
        assert_eq!(ask(&app, &client, path).await, (text, tag.clone(), 0), "{path}");
        let again = client.send(client.request(Method::GET, path).header("if-none-match", &tag)).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{path}");
    }
}

#[actix_web::test]
async fn a_change_shows_at_once_where_it_was_made() {
    let app = TestApp::start().await;
    let _listening = listens(&app.state).await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let (guest, buyer) = (app.anonymous(), app.anonymous());
    let staff = app.staff(Permission::ALL).await;
    let admin = format!("/api/v1/admin/products/{}", mug.id);
    let (list, product) = ("/api/v1/products?facets=true", format!("/api/v1/products/{}", mug.id));
    let mut seen = (String::new(), String::new());
    let mut shows = async |what: &str, expected: &str| {
        let now = (ask(&app, &guest, list).await.0, ask(&app, &guest, &product).await.0);
        assert!(now.0 != seen.0 && now.1 != seen.1, "{what} is not seen: {}", now.0);
        assert!(now.0.contains(expected), "{what}: {}", now.0);
        seen = now;
    };
    shows("a new product", "\"stock\":3").await;
    let checkout = checkout_of(&buyer, &mug, 2).await;
    shows("a hold", "\"stock\":1").await;
    assert_eq!(cancel(&buyer, &checkout).await.status, 200);
    shows("a release", "\"stock\":3").await;
    let version = staff.get(&admin).await.header("etag").to_owned();
    assert_eq!(staff.patch_if(&admin, &version, json!({"name": "Cup"})).await.status, 200);
    shows("another name", "\"Cup\"").await;
    let adjustment =
        json!({"variant_id": mug.variant, "on_hand": 0, "expected_on_hand": 3, "reason": "Counted"});
    let adjusted = staff.post("/api/v1/admin/inventory/adjustments", adjustment).await;
    assert_eq!(adjusted.status, 200, "{}", adjusted.text);
    shows("a count", "\"sold_out\":1").await;
    let said = json!({"stars": 4, "title": "Holds a lot"});
    let reviews = format!("/api/v1/products/{}/reviews", mug.id);
    let review = app.customer("ann").await.post(&reviews, said).await.body["id"].clone();
    let approve = format!("/api/v1/admin/reviews/{}/approve", review.as_str().unwrap());
    let read = [("if-match", "\"v1\"")];
    assert_eq!(staff.call(Method::POST, &approve, None, &read).await.status, 200);
    shows("a review", "\"average\":\"4.0\"").await;
}

/// Asks until the answer costs no statement: news of what was done before may still be under way.
async fn until_kept(instance: &AppState, client: &Client, path: &str) -> Answer {
    let kept = async {
        loop {
            let before = instance.db.statements();
            let answer = client.get(path).await;
            if instance.db.statements() == before {
                return answer;
            }
        }
    };
    timeout(PATIENCE, kept).await.expect("it is kept")
}

#[actix_web::test]
async fn a_change_on_one_instance_reaches_the_other() {
    let mut app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let (other, origin) = app.instance_apart();
    let _listening = (listens(&app.state).await, listens(&other).await);
    let there = Client::new(&origin);
    let path = "/api/v1/products?facets=true";
    let kept = until_kept(&other, &there, path).await;
    let known = other.db.catalog_changes().state();
    checkout_of(&app.anonymous(), &mug, 3).await;
    hears(&other, known).await;
    let now = there.get(path).await;
    assert_ne!(now.text, kept.text);
    assert_eq!((&now.body["items"][0]["stock"], &now.body["facets"]["sold_out"]), (&json!(0), &json!(1)));
}

#[actix_web::test]
async fn what_tells_no_stock_outlives_a_change_of_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    // Only now, so that no news of the product is still under way.
    let _listening = listens(&app.state).await;
    let guest = app.anonymous();
    let reviews = format!("/api/v1/products/{}/reviews", mug.id);
    let lasting = ["/api/v1/categories", reviews.as_str()];
    for path in lasting {
        until_kept(&app.state, &guest, path).await;
    }
    until_kept(&app.state, &guest, "/api/v1/products").await;
    let known = app.state.db.catalog_changes().state();
    checkout_of(&app.anonymous(), &mug, 1).await;
    let now = hears(&app.state, known).await;
    assert_eq!(Some(now.range), known.map(|known| known.range), "stock alone has changed");
    for path in lasting {
        assert_eq!(ask(&app, &guest, path).await.2, 0, "{path}");
    }
    assert!(ask(&app, &guest, "/api/v1/products").await.2 > 0, "cards tell units");

    let staff = app.staff(Permission::ALL).await;
    let made = staff.post("/api/v1/admin/categories", json!({"name": "Kitchen"})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert!(ask(&app, &guest, "/api/v1/categories").await.0.contains("Kitchen"), "at once");
    assert!(ask(&app, &guest, &reviews).await.2 > 0);
}

#[actix_web::test]
async fn who_was_deaf_for_a_moment_forgets_everything() {
    let (app, client) = demo_shop().await;
    let _listening = listens(&app.state).await;
    let path = "/api/v1/products/stoneware-mug";
    ask(&app, &client, path).await;
    assert_eq!(ask(&app, &client, path).await.2, 0);
    let known = app.state.db.catalog_changes().state();
    // As if the network had failed: the connection ends, and the change is told to nobody.
    app.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND query LIKE 'LISTEN%'",
    )
    .await;
    app.execute(
        "ALTER TABLE products DISABLE TRIGGER USER; \
         UPDATE products SET vendor = 'Nobody told' WHERE slug = 'stoneware-mug'; \
         ALTER TABLE products ENABLE TRIGGER USER",
    )
    .await;
    hears(&app.state, known).await;
    assert!(ask(&app, &client, path).await.0.contains("Nobody told"));
}
