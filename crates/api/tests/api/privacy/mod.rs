//! What the shop keeps of a person: a copy of it, consents, and its end.

mod consenting;
mod copying;
mod erasing;
mod forgetting;
mod hurry;
mod whole;

use securecart_domain::UserId;
use serde_json::{Value, json};

use crate::{
    delivery::{method, tax_rate},
    shopping::{Goods, add, checkout_of, on_sale, pay, state_of},
    support::{Answer, Client, TestApp},
};

pub(super) const EXPORT: &str = "/api/v1/me/export";
pub(super) const CONSENTS: &str = "/api/v1/me/consents";

/// The wish for news, as its box on the page sends it.
pub(super) fn news(given: bool) -> Value {
    json!({"consents": [{"purpose": "marketing_email", "text_version": 1, "given": given}]})
}

pub(super) async fn erase(client: &Client, username: &str) -> Answer {
    let body = json!({ "username": username });
    client.call(reqwest::Method::DELETE, "/api/v1/me", Some(body), &[]).await
}

/// A customer of whom the shop knows something in every way there is.
pub(super) struct Known {
    pub(super) id: UserId,
    pub(super) client: Client,
    /// An order that was placed while signed in, and one that was begun as a guest.
    pub(super) orders: [String; 2],
}

/// Makes the shop know a lot of a customer. Both orders are paid, and not sent.
pub(super) async fn known(app: &TestApp, name: &str, full_name: &str, street: &str) -> Known {
    let mug = on_sale(app, "Mug", 1250, 9).await;
    let id = app.account(name).await;
    let client = app.anonymous();
    let begun = checkout_of(&client, &mug, 1).await;
    assert_eq!(client.login(name, crate::support::PASSWORD).await.status, 200);
    pay(app, &begun).await;
    let as_guest = client.get(&format!("/api/v1/checkout/{begun}")).await.body["order_id"].clone();
    assert_eq!(client.patch("/api/v1/me", json!({ "full_name": full_name })).await.status, 200);
    let home = json!({"name": full_name, "company": "Lee & Sons", "line1": street, "line2": "Third floor",
        "city": "Oldenburg", "region": "NI", "country": "DE", "postcode": "26121", "phone": "+49 441 5550199"});
    let added = client.post("/api/v1/me/addresses", home).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let order = sent_home(app, &client, &mug, added.body["id"].as_str().unwrap()).await;
    assert_eq!(add(&client, &mug, 3).await.status, 200);
    assert_eq!(client.put(CONSENTS, news(true)).await.status, 200);
    assert_eq!(client.put(&format!("/api/v1/me/wishlist/{}", mug.id), json!({})).await.status, 204);
    let gone = on_sale(app, "Gone", 900, 0).await;
    let wish = json!({"variant_id": gone.variant});
    let asked = client.post(&format!("/api/v1/products/{}/back-in-stock", gone.id), wish).await;
    assert_eq!(asked.status, 202, "{}", asked.text);
    let said = json!({"stars": 4, "title": "Holds a lot", "text": "Of tea."});
    assert_eq!(client.post(&format!("/api/v1/products/{}/reviews", mug.id), said).await.status, 201);
    let wanted = json!({ "email": format!("{name}@new.example") });
    assert_eq!(client.put("/api/v1/me/email", wanted).await.status, 202);
    Known { id, client, orders: [order, as_guest.as_str().unwrap().to_owned()] }
}

/// Buys two units that are sent to an address of the book; gives the order's id.
async fn sent_home(app: &TestApp, client: &Client, goods: &Goods, address: &str) -> String {
    let differs = json!({"estimate": {"from": 2, "to": 4}});
    let post = method(app, "Post", differs).await;
    tax_rate(app, "DE", "19", json!({})).await;
    assert_eq!(add(client, goods, 2).await.status, 200);
    let delivery = json!({"method_id": post["id"], "address_id": address});
    let wishes = json!({"delivery": delivery, "note": "Ring twice", "terms_accepted": true});
    let started = client.post("/api/v1/checkout", wishes).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    pay(app, checkout).await;
    app.execute("UPDATE shipping_methods SET active = false").await;
    state_of(client, checkout).await["order_id"].as_str().unwrap().to_owned()
}

/// Sends both orders.
pub(super) async fn sent(app: &TestApp, orders: &[String]) {
    let staff = app.staff(&[securecart_domain::Permission::WriteOrders]).await;
    let body = json!({"ids": orders, "action": "complete"});
    let done = staff.post("/api/v1/admin/orders/bulk", body).await;
    assert_eq!(done.status, 200, "{}", done.text);
}
