//! What staff do.

use reqwest::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::refunds::usd;

impl World {
    /// One of the newest orders with everything about it.
    async fn some_order(&self, pick: usize) -> Option<Value> {
        let listed = self.get(&self.clerk, "/api/v1/admin/orders").await;
        let items = listed["items"].as_array().filter(|items| !items.is_empty())?;
        let id = items[pick % items.len()]["id"].as_str()?.to_owned();
        let order = self.get(&self.clerk, &format!("/api/v1/admin/orders/{id}")).await;
        order["id"].is_string().then_some(order)
    }

    async fn refund(&self, order: &Value, wish: Value) {
        let mut body = json!({"reason": "other", "restock": false});
        body.as_object_mut().unwrap().extend(wish.as_object().unwrap().clone());
        self.post(&self.clerk, &path(order, "refunds"), body).await;
    }

    pub(super) async fn refund_amount(&self, pick: usize, cents: i64) {
        if let Some(order) = self.some_order(pick).await {
            self.refund(&order, json!({"amount": usd(cents)})).await;
        }
    }

    pub(super) async fn refund_unit(&self, pick: usize, restock: bool) {
        if let Some(order) = self.some_order(pick).await {
            let line = json!({"line_id": order["lines"][0]["id"], "quantity": 1});
            self.refund(&order, json!({"lines": [line], "restock": restock})).await;
        }
    }

    pub(super) async fn refund_all(&self, pick: usize) {
        if let Some(order) = self.some_order(pick).await {
            let minor = |what: &str| order["totals"][what]["amount_minor"].as_i64().unwrap();
            self.refund(&order, json!({"amount": usd(minor("received") - minor("refunded"))})).await;
        }
    }

    pub(super) async fn cancel_order(&self, pick: usize) {
        if let Some(order) = self.some_order(pick).await {
            self.post(&self.clerk, &path(&order, "cancel"), json!({"restock": true})).await;
        }
    }

    pub(super) async fn ship(&self, pick: usize) {
        if let Some(order) = self.some_order(pick).await {
            let body = json!({"ids": [order["id"]], "action": "ship"});
            self.post(&self.clerk, "/api/v1/admin/orders/bulk", body).await;
        }
    }

    pub(super) async fn next_of_return(&self, pick: usize) {
        let Some(order) = self.some_order(pick).await else { return };
        let all = order["returns"].as_array().cloned().unwrap_or_default();
        let mut steps = all.iter().filter_map(|found| {
            let (step, body) = match found["status"].as_str()? {
                "requested" => ("approve", json!({"answer": "Harbour Steps 7"})),
                "approved" => ("receive", json!({"restock": [found["lines"][0]["line_id"]]})),
                "received" => ("refund", json!({})),
                _ => return None,
            };
            Some((format!("returns/{}/{step}", found["id"].as_str()?), body))
        });
        if let Some((step, body)) = steps.next_back() {
            self.post(&self.clerk, &path(&order, &step), body).await;
        }
    }

    pub(super) async fn reprice(&self, product: usize, cents: i64) {
        let goods = &self.goods[product];
        let product = format!("/api/v1/admin/products/{}", goods.id);
        let seen = self.clerk.send(self.clerk.request(Method::GET, &product)).await;
        let token = self.clerk.send(self.clerk.request(Method::GET, "/api/v1/auth/session")).await;
        let Some(token) = token.body["csrf_token"].as_str() else { return };
        let request = self.clerk.request(Method::PATCH, &format!("{product}/variants/{}", goods.variant));
        let request = request.header("x-csrf-token", token).header("if-match", seen.header("etag"));
        let body = json!({"price": usd(cents)}).to_string();
        let answer = self.clerk.send(request.header("content-type", "application/json").body(body)).await;
        assert!(answer.status < 500 || answer.status == 503, "{}", answer.text);
    }
}

fn path(order: &Value, what: &str) -> String {
    format!("/api/v1/admin/orders/{}/{what}", order["id"].as_str().unwrap())
}
