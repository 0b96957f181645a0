//! A shop with little stock, a few buyers and somebody who works there.

use std::sync::Mutex;

use reqwest::Method;
use securecart_api::jobs::{carry_out_refunds, reconcile, retry_events, send_outbox};
use securecart_domain::Permission;
use serde_json::{Value, json};

use super::act::Act;
use crate::{
    shopping::{Goods, on_sale, told},
    support::{Answer, Client, TestApp, new_key},
};

pub(super) const BUYERS: usize = 4;
pub(super) const PRODUCTS: usize = 2;
/// Units of each product in the beginning.
pub(super) const UNITS: u32 = 6;

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) goods: Vec<Goods>,
    /// Half of them have an account.
    pub(super) buyers: Vec<Client>,
    pub(super) clerk: Client,
    /// The newest checkout that each buyer has heard of.
    pub(super) checkouts: Mutex<[Option<String>; BUYERS]>,
    /// Pages that the shop did not open.
    pub(super) elsewhere: Mutex<Vec<String>>,
}

impl World {
    pub(super) async fn new() -> Self {
        let app = TestApp::start().await;
        let mut goods = Vec::new();
        for number in 0..PRODUCTS {
            goods.push(on_sale(&app, &format!("Mug {number}"), 1250, UNITS).await);
        }
        let mut buyers = vec![app.anonymous(), app.anonymous()];
        for name in ["ann", "ben"] {
            buyers.push(app.customer(name).await);
        }
        let may = [
            Permission::ReadProducts,
            Permission::WriteProducts,
            Permission::ReadOrders,
            Permission::WriteOrders,
            Permission::ReadRefunds,
            Permission::WriteRefunds,
        ];
        let clerk = app.staff(&may).await;
        let (checkouts, elsewhere) = (Mutex::default(), Mutex::default());
        Self { app, goods, buyers, clerk, checkouts, elsewhere }
    }

    /// Without orders there is nothing to give back.
    pub(super) async fn everybody_buys_something(&self) {
        for buyer in 0..BUYERS {
            let (product, units) = (buyer % PRODUCTS, 1 + buyer / 2);
            let units = u8::try_from(units).unwrap();
            for act in [Act::Add { buyer, product, units }, Act::Checkout { buyer }, Act::Pay { buyer }] {
                self.perform(&act).await;
            }
            told(&self.app).await;
        }
    }

    /// Calls with what every call needs; nothing, if the server is too busy to say who calls.
    pub(super) async fn call(&self, client: &Client, method: Method, path: &str, body: Value) -> Value {
        let session = client.send(client.request(Method::GET, "/api/v1/auth/session")).await;
        let Some(token) = session.body["csrf_token"].as_str() else { return Value::Null };
        let request = client.request(method, path).header("x-csrf-token", token);
        let request = request.header("idempotency-key", new_key()).header("content-type", "application/json");
        sound(path, client.send(request.body(body.to_string())).await)
    }

    pub(super) async fn post(&self, client: &Client, path: &str, body: Value) -> Value {
        self.call(client, Method::POST, path, body).await
    }

    pub(super) async fn get(&self, client: &Client, path: &str) -> Value {
        sound(path, client.send(client.request(Method::GET, path)).await)
    }

    pub(super) async fn perform(&self, act: &Act) {
        match act {
            Act::Reconcile => drop(reconcile(self.app.state.clone()).await),
            Act::RetryEvents => drop(retry_events(self.app.state.clone()).await),
            Act::CarryOutRefunds => drop(carry_out_refunds(self.app.state.clone()).await),
            Act::SendMails => drop(send_outbox(self.app.state.clone()).await),
            Act::LoseEvents => self.app.stripe.lose_next_events(3),
            Act::Outage => {
                self.app.stripe.inject_faults(3, securecart_stripe_emulator::Fault::ServerError);
            }
            Act::Wait { minutes } => self.wait(*minutes).await,
            act => self.somebody_does(act).await,
        }
    }

    async fn somebody_does(&self, act: &Act) {
        match act {
            Act::Add { buyer, product, units } => {
                let line = json!({"product_id": self.goods[*product].id, "quantity": units});
                self.post(&self.buyers[*buyer], "/api/v1/cart/items", line).await;
            }
            Act::Empty { buyer } => self.empty(*buyer).await,
            Act::Checkout { buyer } => self.check_out(*buyer).await,
            Act::Pay { buyer } => self.at_the_page(*buyer, "4242424242424242"),
            Act::PayElsewhere { buyer } => self.pay_elsewhere(*buyer).await,
            Act::Decline { buyer } => self.at_the_page(*buyer, "4000000000000002"),
            Act::Cancel { buyer } => self.give_up(*buyer).await,
            Act::Return { buyer } => self.come_back(*buyer).await,
            Act::CancelOrder { buyer } => self.cancel_own_order(*buyer).await,
            Act::AskReturn { buyer } => self.ask_to_send_back(*buyer).await,
            Act::Reprice { product, cents } => self.reprice(*product, *cents).await,
            Act::RefundAmount { order, cents } => self.refund_amount(*order, *cents).await,
            Act::RefundUnit { order, restock } => self.refund_unit(*order, *restock).await,
            Act::RefundAll { order } => self.refund_all(*order).await,
            Act::CancelForCustomer { order } => self.cancel_order(*order).await,
            Act::Ship { order } => self.ship(*order).await,
            Act::NextOfReturn { order } => self.next_of_return(*order).await,
            _ => {}
        }
    }

    /// From now on webhooks are lost: the shop, whose clock has moved, would refuse them for their age. Whoever is signed
    /// in stays so, and has just confirmed to be who they are.
    pub(super) async fn wait(&self, minutes: u8) {
        self.app.stripe.clear_webhook_url();
        let seconds = u64::from(minutes) * 60;
        self.app.stripe.advance_clock(std::time::Duration::from_secs(seconds));
        let later = format!("interval '{minutes} minutes'");
        self.app
            .execute(&format!(
                "UPDATE sessions SET authenticated_at = authenticated_at + {later}, last_seen_at = last_seen_at + {later},
                   idle_expires_at = idle_expires_at + {later}, expires_at = expires_at + {later}"
            ))
            .await;
        // After that: who asks in between is not to be signed out.
        self.app.state.clock.advance(chrono::Duration::minutes(minutes.into()));
    }
}

/// Refusals are as good as successes; that the server breaks is not.
fn sound(path: &str, answer: Answer) -> Value {
    assert!(answer.status < 500 || answer.status == 503, "{path}: {}", answer.text);
    answer.body
}
