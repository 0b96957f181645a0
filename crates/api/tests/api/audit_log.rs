//! What is written down of who did what, and what the log says meanwhile.

use std::sync::{Arc, Mutex};

use actix_web::{test, web};
use chrono::Duration;
use reqwest::Method;
use securecart_api::app;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    shopping::{count, on_sale},
    support::{Answer, Client, TestApp},
};

/// Rows a minute that one caller's refusals get.
const SHARE: usize = 20;

async fn forged_webhook(client: &Client, signature: &str) -> Answer {
    let request =
        client.request(Method::POST, "/api/v1/webhooks/stripe").header("stripe-signature", signature);
    client.send(request.body("{}")).await
}

#[actix_web::test]
async fn a_refused_permission_is_written_down_with_operation_and_permission() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let order = "ord_0192f000000070008000000000000001";
    assert_eq!(ann.get(&format!("/api/v1/admin/orders/{order}?q=secret")).await.status, 403);
    let row = "event = 'authz_fail' AND outcome = 'denied' AND object_kind = 'operation' \
         AND object_key = 'GET /api/v1/admin/orders/{order}' AND detail = '{\"permission\": \"read_orders\"}' \
         AND actor_user_id = (SELECT id FROM users WHERE username = 'ann') \
         AND address = '127.0.0.1' AND request_id <> ''";
    assert_eq!(count(&app, "audit_events", row).await, 1);
    assert_eq!(app.anonymous().get("/api/v1/admin/orders").await.status, 401);
    assert_eq!(
        count(&app, "audit_events", "event = 'authz_fail'").await,
        1,
        "a guest has no permissions to lack"
    );
}

#[actix_web::test]
async fn whoever_is_refused_all_the_time_fills_no_table() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.customer("ann").await, app.customer("bob").await);
    for _ in 0..SHARE + 5 {
        assert_eq!(ann.get("/api/v1/admin/orders").await.status, 403);
    }
    assert_eq!(count(&app, "audit_events", "event = 'authz_fail'").await, 20);
    let last = "event = 'authz_fail' AND detail ? 'more_in_the_log_only'";
    assert_eq!(count(&app, "audit_events", last).await, 1);
    assert_eq!(bob.get("/api/v1/admin/orders").await.status, 403);
    assert_eq!(
        count(&app, "audit_events", "event = 'authz_fail'").await,
        21,
        "another account has its own share"
    );
    app.state.clock.advance(Duration::minutes(1));
    assert_eq!(ann.get("/api/v1/admin/orders").await.status, 403);
    assert_eq!(count(&app, "audit_events", "event = 'authz_fail'").await, 22, "the next minute begins anew");
}

#[actix_web::test]
async fn forged_webhooks_are_written_down_with_the_reason_as_far_as_the_share_goes() {
    let app = TestApp::start().await;
    let stranger = app.anonymous();
    for (signature, reason) in [("", "unreadable"), ("t=1,v1=00", "stale")] {
        assert_eq!(forged_webhook(&stranger, signature).await.status, 400);
        let row = format!(
            "event = 'webhook_refused' AND outcome = 'denied' AND actor_user_id IS NULL \
             AND address = '127.0.0.1' AND detail = '{{\"reason\": \"{reason}\"}}'"
        );
        assert_eq!(count(&app, "audit_events", &row).await, 1, "{reason}");
    }
    let now = app.state.clock.now().timestamp();
    for _ in 0..SHARE + 5 {
        assert_eq!(forged_webhook(&stranger, &format!("t={now},v1=00")).await.status, 400);
    }
    assert_eq!(count(&app, "audit_events", "event = 'webhook_refused'").await, 20);
}

#[actix_web::test]
async fn a_refusal_stands_even_if_it_can_not_be_written_down() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    app.execute("ALTER TABLE audit_events RENAME TO elsewhere").await;
    let refused = ann.get("/api/v1/admin/orders").await;
    assert_eq!((refused.status, refused.problem()), (403, "permission-missing"));
    let forged = forged_webhook(&app.anonymous(), "").await;
    assert_eq!((forged.status, forged.problem()), (400, "invalid-signature"));
}

#[actix_web::test]
async fn signing_out_is_written_down_once() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let tab = ann.twin();
    let token = ann.csrf_token().await;
    let logout =
        |client: &Client| client.request(Method::POST, "/api/v1/auth/logout").header("x-csrf-token", &token);
    assert_eq!(ann.send(logout(&ann)).await.status, 204);
    assert_eq!(tab.send(logout(&tab)).await.status, 403, "the session is gone, and its token with it");
    let guest = app.anonymous();
    assert_eq!(guest.call(Method::POST, "/api/v1/auth/logout", None, &[]).await.status, 204);
    let row = "outcome = 'success' AND actor_user_id = (SELECT id FROM users WHERE username = 'ann') \
         AND object_key = 'usr_' || replace(actor_user_id::text, '-', '')";
    assert_eq!(count(&app, "audit_events", &format!("event = 'authn_logout' AND {row}")).await, 1);
    assert_eq!(count(&app, "audit_events", "event = 'authn_logout'").await, 1);
}

/// Where log lines go during one test.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Lines {
    /// The one line that says so.
    fn saying(&self, message: &str) -> Value {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let found: Vec<Value> = lines.filter(|line| line["fields"]["message"] == message).collect();
        assert_eq!(found.len(), 1, "{message} in {text}");
        found[0].clone()
    }
}

#[actix_web::test]
async fn log_lines_of_views_and_carts_name_user_and_address() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let user = ann.get("/api/v1/me").await.body["id"].clone();
    let (cookie, token) = (ann.cookie().unwrap(), ann.csrf_token().await);
    // The server's own threads log elsewhere, so these calls are made inside of this one.
    let shop = test::init_service(app::build(web::Data::new(app.state.clone()))).await;
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().json().with_writer(lines.clone()).finish();
    let _here = tracing::subscriber::set_default(log);
    let call = |request: test::TestRequest| {
        let request = request.peer_addr("203.0.113.9:4711".parse().unwrap());
        request.insert_header(("cookie", cookie.clone())).insert_header(("x-csrf-token", token.clone()))
    };
    let view = call(test::TestRequest::get().uri("/api/v1/products/mug"));
    assert_eq!(test::call_service(&shop, view.to_request()).await.status(), 200);
    let add = json!({"product_id": mug.id, "quantity": 2});
    let add = call(test::TestRequest::post().uri("/api/v1/cart/items").set_json(add));
    let cart: Value = test::call_and_read_body_json(&shop, add.to_request()).await;
    let line = format!("/api/v1/cart/items/{}", cart["lines"][0]["id"].as_str().unwrap());
    let change = call(test::TestRequest::patch().uri(&line).set_json(json!({"quantity": 1})));
    assert_eq!(test::call_service(&shop, change.to_request()).await.status(), 200);
    let remove = call(test::TestRequest::delete().uri(&line));
    assert_eq!(test::call_service(&shop, remove.to_request()).await.status(), 200);
    for message in ["product viewed", "put into a cart", "changed in a cart", "taken out of a cart"] {
        let span = &lines.saying(message)["span"];
        assert_eq!((&span["address"], &span["user.id"]), (&json!("203.0.113.9"), &user), "{message}");
    }
}

#[actix_web::test]
async fn what_customers_do_to_their_cart_is_written_down_and_what_guests_do_is_not() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    for client in [app.customer("ann").await, app.anonymous()] {
        let add = json!({"product_id": mug.id, "quantity": 2});
        let cart = client.post("/api/v1/cart/items", add).await.body;
        let line = format!("/api/v1/cart/items/{}", cart["lines"][0]["id"].as_str().unwrap());
        assert_eq!(client.patch(&line, json!({"quantity": 3})).await.status, 200);
        assert_eq!(client.delete(&line).await.status, 200);
        for (event, units) in [("cart_item_added", 2), ("cart_item_updated", 3), ("cart_item_removed", 0)] {
            let entry = format!(
                "event = '{event}' AND detail = '{{\"quantity\": {units}}}' AND address = '127.0.0.1' \
                 AND actor_user_id = (SELECT id FROM users WHERE username = 'ann')"
            );
            assert_eq!(count(&app, "audit_events", &entry).await, 1, "{event}");
        }
    }
    assert_eq!(count(&app, "audit_events", "event LIKE 'cart_%'").await, 3);
}
