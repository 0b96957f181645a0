//! What shoppers do.

use reqwest::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::refunds::paid_twice::another_page;

impl World {
    /// Agrees to every price and starts to pay.
    pub(super) async fn check_out(&self, buyer: usize) {
        let client = &self.buyers[buyer];
        let cart = self.get(client, "/api/v1/cart").await;
        for line in cart["lines"].as_array().into_iter().flatten() {
            if line["problem"] == "price_changed" {
                let path = format!("/api/v1/cart/items/{}", line["id"].as_str().unwrap());
                let agreed = json!({"quantity": line["quantity"], "agreed_price": line["unit_price"]});
                self.call(client, Method::PATCH, &path, agreed).await;
            }
        }
        let started = self.post(client, "/api/v1/checkout", json!({})).await;
        if let Some(checkout) = started["checkout_id"].as_str() {
            self.checkouts.lock().unwrap()[buyer] = Some(checkout.to_owned());
        }
    }

    fn newest(&self, buyer: usize) -> Option<String> {
        self.checkouts.lock().unwrap()[buyer].clone()
    }

    pub(super) async fn come_back(&self, buyer: usize) {
        if let Some(checkout) = self.newest(buyer) {
            self.get(&self.buyers[buyer], &format!("/api/v1/checkout/{checkout}")).await;
        }
    }

    pub(super) async fn give_up(&self, buyer: usize) {
        if let Some(checkout) = self.newest(buyer) {
            let path = format!("/api/v1/checkout/{checkout}/cancel");
            self.post(&self.buyers[buyer], &path, json!({})).await;
        }
    }

    pub(super) async fn empty(&self, buyer: usize) {
        let client = &self.buyers[buyer];
        let cart = self.get(client, "/api/v1/cart").await;
        for line in cart["lines"].as_array().into_iter().flatten() {
            let path = format!("/api/v1/cart/items/{}", line["id"].as_str().unwrap());
            self.call(client, Method::DELETE, &path, Value::Null).await;
        }
    }

    /// The page that the shop opened for a checkout.
    fn page_of(&self, checkout: &str) -> Option<Value> {
        let sessions = self.app.stripe.sessions();
        let elsewhere = self.elsewhere.lock().unwrap();
        sessions.into_iter().find(|session| {
            session["metadata"]["checkout_id"] == checkout
                && !elsewhere.iter().any(|other| session["id"] == other.as_str())
        })
    }

    /// What the payer does at the payment page. A page that is closed refuses, and nobody minds.
    pub(super) fn at_the_page(&self, buyer: usize, card: &str) {
        let page = self.newest(buyer).and_then(|checkout| self.page_of(&checkout));
        if let Some(page) = page.as_ref().and_then(|page| page["id"].as_str()) {
            drop(self.app.stripe.pay_session_with(page, card, Some("payer@example.org")));
        }
    }

    pub(super) async fn pay_elsewhere(&self, buyer: usize) {
        let Some(first) = self.newest(buyer).and_then(|checkout| self.page_of(&checkout)) else { return };
        let cents = first["amount_total"].as_i64().unwrap();
        if let Some(page) = another_page(&self.app, &first, cents).await {
            self.elsewhere.lock().unwrap().push(page.clone());
            drop(self.app.stripe.pay_session_with(&page, "4242424242424242", Some("payer@example.org")));
        }
    }

    /// The newest order of a buyer who has an account.
    async fn own_order(&self, buyer: usize) -> Option<Value> {
        let client = &self.buyers[buyer];
        let listed = self.get(client, "/api/v1/me/orders").await;
        let id = listed["items"][0]["id"].as_str()?.to_owned();
        Some(self.get(client, &format!("/api/v1/me/orders/{id}")).await)
    }

    pub(super) async fn cancel_own_order(&self, buyer: usize) {
        if let Some(order) = self.own_order(buyer).await
            && let Some(id) = order["id"].as_str()
        {
            self.post(&self.buyers[buyer], &format!("/api/v1/me/orders/{id}/cancel"), json!({})).await;
        }
    }

    pub(super) async fn ask_to_send_back(&self, buyer: usize) {
        if let Some(order) = self.own_order(buyer).await
            && let Some(id) = order["id"].as_str()
        {
            let line = json!({"line_id": order["lines"][0]["id"], "quantity": 1});
            let body = json!({"lines": [line], "reason": "damaged", "note": ""});
            self.post(&self.buyers[buyer], &format!("/api/v1/me/orders/{id}/returns"), body).await;
        }
    }
}
