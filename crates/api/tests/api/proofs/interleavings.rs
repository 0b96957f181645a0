//! Random sequences of what shoppers, the provider and the jobs do, some of it at once: the books hold at the end,
//! whatever the order was.

use std::sync::Mutex;

use futures_util::{FutureExt as _, future::join_all};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use reqwest::Method;
use securecart_api::jobs::{reconcile, retry_events, send_outbox};
use serde_json::{Value, json};

use super::{assert_paid_and_placed_once, rounds};
use crate::{
    shopping::{Goods, assert_ledger_holds, count, on_sale},
    support::{Client, TestApp, new_key},
};

const BUYERS: usize = 4;
const PRODUCTS: usize = 2;

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Act {
    Add {
        buyer: usize,
        product: usize,
        units: u8,
    },
    Empty {
        buyer: usize,
    },
    Checkout {
        buyer: usize,
    },
    /// Pays the newest page of the buyer that is open, also one that the buyer has given up.
    Pay {
        buyer: usize,
    },
    Decline {
        buyer: usize,
    },
    Cancel {
        buyer: usize,
    },
    Return {
        buyer: usize,
    },
    Reconcile,
    RetryEvents,
    SendMails,
    /// The next events of the provider get lost.
    LoseEvents,
    /// The provider answers nothing for a while.
    Outage,
    /// Time passes for shop and provider; more than thirty minutes close payment pages.
    Wait {
        minutes: u8,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let buyer = || 0..BUYERS;
    prop_oneof![
        4 => (buyer(), 0..PRODUCTS, 1..4_u8)
            .prop_map(|(buyer, product, units)| Act::Add { buyer, product, units }),
        1 => buyer().prop_map(|buyer| Act::Empty { buyer }),
        6 => buyer().prop_map(|buyer| Act::Checkout { buyer }),
        5 => buyer().prop_map(|buyer| Act::Pay { buyer }),
        1 => buyer().prop_map(|buyer| Act::Decline { buyer }),
        3 => buyer().prop_map(|buyer| Act::Cancel { buyer }),
        2 => buyer().prop_map(|buyer| Act::Return { buyer }),
        2 => Just(Act::Reconcile),
        1 => Just(Act::RetryEvents),
        1 => Just(Act::SendMails),
        1 => Just(Act::LoseEvents),
        1 => Just(Act::Outage),
        2 => (1..45_u8).prop_map(|minutes| Act::Wait { minutes }),
    ]
}

/// Acts that happen at the same time, one group after another.
fn history() -> impl Strategy<Value = Vec<Vec<Act>>> {
    proptest::collection::vec(proptest::collection::vec(act(), 1..4), 5..25)
}

/// A shop with little stock and a few buyers.
struct World {
    app: TestApp,
    goods: Vec<Goods>,
    buyers: Vec<Client>,
    /// The newest checkout that each buyer has heard of.
    checkouts: Mutex<[Option<String>; BUYERS]>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let mut goods = Vec::new();
        for number in 0..PRODUCTS {
            goods.push(on_sale(&app, &format!("Mug {number}"), 1250, 4).await);
        }
        let buyers = (0..BUYERS).map(|_| app.anonymous()).collect();
        Self { app, goods, buyers, checkouts: Mutex::default() }
    }

    /// Refusals are as good as successes; that the server breaks is not.
    async fn post(&self, buyer: usize, path: &str, body: Value) -> Value {
        let client = &self.buyers[buyer];
        let session = client.send(client.request(Method::GET, "/api/v1/auth/session")).await;
        let Some(token) = session.body["csrf_token"].as_str() else { return Value::Null };
        let request = client.request(Method::POST, path).header("x-csrf-token", token);
        let request = request.header("idempotency-key", new_key()).header("content-type", "application/json");
        let answer = client.send(request.body(body.to_string())).await;
        assert!(answer.status < 500 || answer.status == 503, "{path}: {}", answer.text);
        answer.body
    }

    async fn start(&self, buyer: usize) {
        let started = self.post(buyer, "/api/v1/checkout", json!({})).await;
        if let Some(checkout) = started["checkout_id"].as_str() {
            self.checkouts.lock().unwrap()[buyer] = Some(checkout.to_owned());
        }
    }

    fn newest(&self, buyer: usize) -> Option<String> {
        self.checkouts.lock().unwrap()[buyer].clone()
    }

    async fn come_back(&self, buyer: usize) {
        let Some(checkout) = self.newest(buyer) else { return };
        let client = &self.buyers[buyer];
        let path = format!("/api/v1/checkout/{checkout}");
        let answer = client.send(client.request(Method::GET, &path)).await;
        assert!(matches!(answer.status, 200 | 503), "{}", answer.text);
    }

    fn page_of(&self, checkout: &str) -> Option<String> {
        let sessions = self.app.stripe.sessions();
        let own = sessions.iter().find(|session| session["metadata"]["checkout_id"] == checkout)?;
        own["id"].as_str().map(str::to_owned)
    }

    async fn perform(&self, act: &Act) {
        match act {
            Act::Add { buyer, product, units } => {
                let line = json!({"product_id": self.goods[*product].id, "quantity": units});
                drop(self.post(*buyer, "/api/v1/cart/items", line).await);
            }
            Act::Empty { buyer } => self.empty(*buyer).await,
            Act::Checkout { buyer } => self.start(*buyer).await,
            Act::Pay { buyer } => self.at_the_page(*buyer, "4242424242424242"),
            Act::Decline { buyer } => self.at_the_page(*buyer, "4000000000000002"),
            Act::Cancel { buyer } => {
                if let Some(checkout) = self.newest(*buyer) {
                    let path = format!("/api/v1/checkout/{checkout}/cancel");
                    drop(self.post(*buyer, &path, json!({})).await);
                }
            }
            Act::Return { buyer } => self.come_back(*buyer).await,
            Act::Reconcile => drop(reconcile(self.app.state.clone()).await),
            Act::RetryEvents => drop(retry_events(self.app.state.clone()).await),
            Act::SendMails => drop(send_outbox(self.app.state.clone()).await),
            Act::LoseEvents => self.app.stripe.lose_next_events(3),
            Act::Outage => {
                self.app.stripe.inject_faults(3, securecart_stripe_emulator::Fault::ServerError);
            }
            Act::Wait { minutes } => self.wait(*minutes),
        }
    }

    async fn empty(&self, buyer: usize) {
        let client = &self.buyers[buyer];
        let cart = client.send(client.request(Method::GET, "/api/v1/cart")).await.body;
        for line in cart["lines"].as_array().into_iter().flatten() {
            let path = format!("/api/v1/cart/items/{}", line["id"].as_str().unwrap());
            let session = client.send(client.request(Method::GET, "/api/v1/auth/session")).await;
            let Some(token) = session.body["csrf_token"].as_str() else { return };
            client.send(client.request(Method::DELETE, &path).header("x-csrf-token", token)).await;
        }
    }

    /// What the payer does at the payment page. A page that is closed refuses, and nobody minds.
    fn at_the_page(&self, buyer: usize, card: &str) {
        let Some(checkout) = self.newest(buyer) else { return };
        if let Some(page) = self.page_of(&checkout) {
            drop(self.app.stripe.pay_session_with(&page, card, Some("payer@example.org")));
        }
    }

    /// From now on webhooks are lost: the shop, whose clock has moved, would refuse them for their age.
    fn wait(&self, minutes: u8) {
        self.app.stripe.clear_webhook_url();
        let seconds = u64::from(minutes) * 60;
        self.app.stripe.advance_clock(std::time::Duration::from_secs(seconds));
        self.app.state.clock.advance(chrono::Duration::minutes(minutes.into()));
    }

    /// The provider answers again, and time passes until nothing is open any more.
    async fn come_to_rest(&self) {
        self.app.stripe.clear_faults();
        for _ in 0..3 {
            self.wait(40);
            reconcile(self.app.state.clone()).await.unwrap();
        }
    }
}

async fn the_books_hold_after(history: &[Vec<Act>]) {
    let world = World::new().await;
    for acts in history {
        join_all(acts.iter().map(|act| world.perform(act).boxed_local())).await;
    }
    assert_ledger_holds(&world.app).await;
    world.come_to_rest().await;
    let app = &world.app;
    assert_eq!(count(app, "checkouts", "status IN ('open', 'processing')").await, 0, "all has ended");
    assert_eq!(
        app.number("SELECT sum(reserved)::int8 AS number FROM stock_levels").await,
        0,
        "nothing is held"
    );
    let sold = "SELECT coalesce(sum(l.quantity), 0)::int8 AS number FROM order_lines l
                JOIN orders o ON o.id = l.order_id WHERE o.status = 'placed'";
    let left = app.number("SELECT sum(on_hand)::int8 AS number FROM stock_levels").await;
    assert_eq!(app.number(sold).await + left, 4 * i64::try_from(PRODUCTS).unwrap(), "sold or still there");
    let paid = app.stripe.sessions().iter().filter(|session| session["payment_status"] == "paid").count();
    assert_paid_and_placed_once(app, i64::try_from(paid).unwrap()).await;
}

#[test]
fn whatever_happens_in_whatever_order_the_books_hold() {
    let config =
        Config { cases: rounds(8), max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&history(), |history| {
        actix_web::rt::System::new().block_on(the_books_hold_after(&history));
        Ok(())
    });
    outcome.unwrap();
}
