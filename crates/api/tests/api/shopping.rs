//! What tests of buying have in common: goods, purchases, and a look at the books.

use std::time::Duration;

use futures_util::FutureExt as _;
use reqwest::Method;
use securecart_db::invariants::find_violations;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp, new_key};

/// A product on sale.
#[derive(Clone, Debug)]
pub(crate) struct Goods {
    pub(crate) id: String,
    pub(crate) variant: String,
}

/// Puts a product with one variant on sale.
pub(crate) async fn on_sale(app: &TestApp, name: &str, cents: i64, stock: u32) -> Goods {
    let staff = app.staff(&[Permission::WriteProducts]).await;
    let product = json!({
        "name": name, "price": {"amount_minor": cents, "currency": "USD"}, "stock": stock, "status": "active"
    });
    let created = staff.post("/api/v1/admin/products", product).await;
    assert_eq!(created.status, 201, "{}", created.text);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Goods { id: text(&created.body["id"]), variant: text(&created.body["variants"][0]["id"]) }
}

pub(crate) async fn add(client: &Client, goods: &Goods, quantity: i64) -> Answer {
    client.post("/api/v1/cart/items", json!({"product_id": goods.id, "quantity": quantity})).await
}

pub(crate) async fn start(client: &Client) -> Answer {
    client.post("/api/v1/checkout", json!({})).await
}

/// Puts units into the cart and starts a checkout; gives its id.
pub(crate) async fn checkout_of(client: &Client, goods: &Goods, quantity: i64) -> String {
    let added = add(client, goods, quantity).await;
    assert_eq!(added.status, 200, "{}", added.text);
    let started = start(client).await;
    assert_eq!(started.status, 201, "{}", started.text);
    started.body["checkout_id"].as_str().unwrap().to_owned()
}

pub(crate) async fn state_of(client: &Client, checkout: &str) -> Value {
    let answer = client.get(&format!("/api/v1/checkout/{checkout}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

pub(crate) async fn cancel(client: &Client, checkout: &str) -> Answer {
    client.post(&format!("/api/v1/checkout/{checkout}/cancel"), json!({})).await
}

/// The provider's session of a checkout, found by what the shop wrote on it.
pub(crate) fn session_of(app: &TestApp, checkout: &str) -> String {
    let sessions = app.stripe.sessions();
    let own: Vec<_> =
        sessions.iter().filter(|session| session["metadata"]["checkout_id"] == checkout).collect();
    assert_eq!(own.len(), 1, "one session per checkout");
    own[0]["id"].as_str().unwrap().to_owned()
}

/// Pays as the form does, without waiting for a webhook.
pub(crate) fn pay_silently(app: &TestApp, checkout: &str) {
    let session = session_of(app, checkout);
    app.stripe.pay_session_with(&session, "4242424242424242", Some("payer@example.org")).unwrap();
}

/// Pays as the form does, and waits until the shop has been told.
pub(crate) async fn pay(app: &TestApp, checkout: &str) {
    pay_silently(app, checkout);
    told(app).await;
}

/// Waits until no webhook is under way.
pub(crate) async fn told(app: &TestApp) {
    assert!(app.stripe.wait_until_idle(Duration::from_secs(20)).await, "a webhook never arrived");
}

/// From the shelf to the paid order; gives the order's id.
pub(crate) async fn buy(app: &TestApp, client: &Client, goods: &Goods, quantity: i64) -> String {
    let checkout = checkout_of(client, goods, quantity).await;
    pay(app, &checkout).await;
    let state = state_of(client, &checkout).await;
    assert_eq!(state["status"], "paid", "{state}");
    state["order_id"].as_str().unwrap().to_owned()
}

/// Units in the house and units of them that are held.
pub(crate) async fn stock(app: &TestApp, goods: &Goods) -> (i64, i64) {
    let level = |column: &str| {
        let id = goods.variant.trim_start_matches("var_");
        format!("SELECT {column}::int8 AS number FROM stock_levels WHERE variant_id = '{id}'")
    };
    (app.number(&level("on_hand")).await, app.number(&level("reserved")).await)
}

/// How many rows of a table fulfil a condition.
pub(crate) async fn count(app: &TestApp, table: &str, condition: &str) -> i64 {
    app.number(&format!("SELECT count(*) AS number FROM {table} WHERE {condition}")).await
}

/// Every rule over stock, orders and payments holds; above all, the ledger adds up to the counters.
pub(crate) async fn assert_ledger_holds(app: &TestApp) {
    let mut conn = app.state.db.connection().await.unwrap();
    let findings = find_violations(&mut conn).await.unwrap();
    assert_eq!(findings.violations, []);
    assert!(findings.unchecked.is_empty(), "{:?}", findings.unchecked);
}

/// The mails that were sent, as text.
pub(crate) fn mails(app: &TestApp) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(app.data_dir().join("mail")) else {
        return Vec::new();
    };
    let files = folder.map(|file| file.unwrap().path());
    let mails = files.filter(|path| path.extension().is_some_and(|ending| ending == "eml"));
    mails.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// As many guests as that, each with units of the goods in the cart.
pub(crate) async fn guests_with(app: &TestApp, goods: &Goods, many: usize, quantity: i64) -> Vec<Client> {
    let mut guests = Vec::new();
    for _ in 0..many {
        let guest = app.anonymous();
        let added = add(&guest, goods, quantity).await;
        assert_eq!(added.status, 200, "{}", added.text);
        guests.push(guest);
    }
    guests
}

/// Starts the checkouts of all of them at the same moment.
pub(crate) async fn start_all(clients: &[Client]) -> Vec<Answer> {
    futures_util::future::join_all(clients.iter().map(|client| start_patiently(client).boxed_local())).await
}

async fn start_patiently(client: &Client) -> Answer {
    post_patiently(client, "/api/v1/checkout", &json!({})).await
}

/// Asks for something until there is an answer; does as it is told when the shop says that too many want something at
/// once, and asks again when the connection is lost in the crowd.
pub(crate) async fn post_patiently(client: &Client, path: &str, body: &Value) -> Answer {
    let session =
        patiently(async || client.try_send(client.request(Method::GET, "/api/v1/auth/session")).await);
    let session = session.await;
    let token = session.body["csrf_token"].as_str().unwrap();
    patiently(async || {
        let request = client.request(Method::POST, path).header("x-csrf-token", token);
        let request = request.header("idempotency-key", new_key()).header("content-type", "application/json");
        client.try_send(request.body(body.to_string())).await
    })
    .await
}

async fn patiently(ask: impl AsyncFn() -> Option<Answer>) -> Answer {
    let mut pause = Duration::from_millis(50);
    loop {
        match ask().await {
            Some(answer) if answer.problem() != "unavailable" => return answer,
            _ => tokio::time::sleep(pause).await,
        }
        pause = (pause * 2).min(Duration::from_millis(800));
    }
}
