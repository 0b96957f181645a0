//! Money that goes back, never wrong.

mod amounts;
mod by_hand;
mod cancelling;
mod hostile;
mod interrupted;
pub(crate) mod paid_twice;
mod racing;

use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::{
    shopping::{Goods, buy, count, mails, on_sale},
    support::{Answer, Client, TestApp},
};

pub(crate) fn usd(cents: i64) -> Value {
    json!({"amount_minor": cents, "currency": "USD"})
}

/// Somebody who may give money back and see orders.
pub(crate) async fn clerk(app: &TestApp) -> Client {
    let may =
        [Permission::ReadOrders, Permission::WriteOrders, Permission::ReadRefunds, Permission::WriteRefunds];
    app.staff(&may).await
}

/// A shop in which Ann has bought units of a mug for 12.50 each.
pub(crate) struct Sold {
    pub(crate) app: TestApp,
    pub(crate) mug: Goods,
    pub(crate) ann: Client,
    pub(crate) clerk: Client,
    pub(crate) order: String,
    pub(crate) line: String,
}

pub(crate) async fn sold(units: i64) -> Sold {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, units).await;
    let clerk = clerk(&app).await;
    let line = seen(&clerk, &order).await["lines"][0]["id"].as_str().unwrap().to_owned();
    Sold { app, mug, ann, clerk, order, line }
}

pub(crate) async fn seen(clerk: &Client, order: &str) -> Value {
    clerk.get(&format!("/api/v1/admin/orders/{order}")).await.body
}

/// Asks for a refund; what is not said is a reason and that nothing goes on the shelf.
pub(crate) async fn refund(clerk: &Client, order: &str, wish: Value) -> Answer {
    let mut body = json!({"reason": "damaged", "restock": false});
    body.as_object_mut().unwrap().extend(wish.as_object().unwrap().clone());
    clerk.post(&format!("/api/v1/admin/orders/{order}/refunds"), body).await
}

pub(crate) async fn cancel(client: &Client, order: &str, restock: Option<bool>) -> Answer {
    match restock {
        Some(restock) => {
            client.post(&format!("/api/v1/admin/orders/{order}/cancel"), json!({"restock": restock})).await
        }
        None => {
            client.call(reqwest::Method::POST, &format!("/api/v1/me/orders/{order}/cancel"), None, &[]).await
        }
    }
}

/// What the shop and the provider have given back.
pub(crate) async fn given_back(app: &TestApp) -> (i64, i64) {
    let ours = app.number("SELECT coalesce(sum(refunded_minor), 0)::int8 AS number FROM payments").await;
    let refunds = app.stripe.refunds();
    let counted = refunds.iter().filter(|refund| refund["status"] != "failed");
    (ours, counted.map(|refund| refund["amount"].as_i64().unwrap()).sum())
}

/// The mails with these words in their subject or text, links and folds undone.
pub(crate) fn mails_about(app: &TestApp, words: &str) -> Vec<String> {
    let plain = mails(app).into_iter().map(|mail| mail.replace("=\r\n", "").replace("=3D", "="));
    plain.filter(|mail| mail.contains(words)).collect()
}

pub(crate) async fn refunds_that_are(app: &TestApp, status: &str) -> i64 {
    count(app, "refunds", &format!("status = '{status}'")).await
}
