//! The news of one payment: three webhooks, three returns to the success page and the reconciler, in every order.

use futures_util::{FutureExt as _, future::join_all};
use reqwest::Method;
use securecart_api::jobs::{reconcile, send_outbox};
use serde_json::json;

use super::{assert_paid_and_placed_once, rounds};
use crate::{
    shopping::{Goods, mails, on_sale, pay_silently, post_patiently, state_of},
    support::{Client, TestApp},
};

/// One way in which the shop hears of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    Webhook,
    Return,
    Reconciler,
}

const NEWS: [News; 7] =
    [News::Webhook, News::Webhook, News::Webhook, News::Return, News::Return, News::Return, News::Reconciler];

/// Every order of the news that can be told from the others: 7! / (3! · 3! · 1!) = 140.
fn orders() -> Vec<Vec<News>> {
    fn extend(so_far: &mut Vec<News>, left: &[News], all: &mut Vec<Vec<News>>) {
        if left.is_empty() {
            all.push(so_far.clone());
        }
        for (place, news) in left.iter().enumerate() {
            if left[..place].contains(news) {
                continue;
            }
            let rest: Vec<News> =
                left.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, news)| *news).collect();
            so_far.push(*news);
            extend(so_far, &rest, all);
            so_far.pop();
        }
    }
    let mut all = Vec::new();
    extend(&mut Vec::new(), &NEWS, &mut all);
    all
}

/// A payment of which the shop knows nothing yet.
struct Payment {
    buyer: Client,
    checkout: String,
    event: String,
}

async fn unheard_payment(app: &TestApp, goods: &Goods) -> Payment {
    let buyer = app.anonymous();
    let line = json!({"product_id": goods.id, "quantity": 1});
    assert_eq!(post_patiently(&buyer, "/api/v1/cart/items", &line).await.status, 200);
    let started = post_patiently(&buyer, "/api/v1/checkout", &json!({})).await;
    let checkout = started.body["checkout_id"].as_str().unwrap().to_owned();
    pay_silently(app, &checkout);
    let event = app.stripe.events_of_type("checkout.session.completed").pop().unwrap().id;
    // Old enough for the reconciler.
    app.execute("UPDATE checkouts SET created_at = created_at - interval '1 minute' WHERE status = 'open'")
        .await;
    Payment { buyer, checkout, event }
}

async fn hear(app: &TestApp, payment: &Payment, news: News) {
    match news {
        News::Webhook => {
            for delivery in app.stripe.repeat_event(&payment.event, 1).await.unwrap() {
                // 503 asks the provider to send it again, which it does.
                let status = delivery.attempts[0].http_status;
                assert!(matches!(status, Some(200 | 503)), "{delivery:?}");
            }
        }
        News::Return => {
            let path = format!("/api/v1/checkout/{}", payment.checkout);
            let answer = payment.buyer.send(payment.buyer.request(Method::GET, &path)).await;
            assert!(matches!(answer.status, 200 | 503), "{}", answer.text);
        }
        News::Reconciler => reconcile(app.state.clone()).await.unwrap(),
    }
}

#[actix_web::test]
async fn one_payment_heard_of_in_every_order_makes_one_order_one_mail_and_one_entry() {
    let app = TestApp::start().await;
    app.stripe.hold_deliveries();
    let mug = on_sale(&app, "Mug", 1250, 200).await;
    let orders = orders();
    assert_eq!(orders.len(), 140);
    for order in &orders {
        let payment = unheard_payment(&app, &mug).await;
        hear(&app, &payment, order[0]).await;
        let first = state_of(&payment.buyer, &payment.checkout).await;
        assert_eq!(first["status"], "paid", "the first news is enough: {order:?}");
        for news in &order[1..] {
            hear(&app, &payment, *news).await;
        }
        assert_eq!(state_of(&payment.buyer, &payment.checkout).await, first, "{order:?}");
    }
    assert_paid_and_placed_once(&app, 140).await;
}

#[actix_web::test]
async fn one_payment_heard_of_from_all_sides_at_once_makes_one_order_and_one_mail() {
    let app = TestApp::start().await;
    app.stripe.hold_deliveries();
    let mug = on_sale(&app, "Mug", 1250, 200).await;
    let rounds = rounds(10);
    for _ in 0..rounds {
        let payment = unheard_payment(&app, &mug).await;
        join_all(NEWS.map(|news| hear(&app, &payment, news).boxed_local())).await;
        // Who was told to come again comes again.
        hear(&app, &payment, News::Webhook).await;
        app.execute("UPDATE checkouts SET last_checked_at = NULL").await;
        assert_eq!(state_of(&payment.buyer, &payment.checkout).await["status"], "paid");
    }
    while app.number("SELECT count(*) AS number FROM outbox WHERE done_at IS NULL").await > 0 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    assert_eq!(mails(&app).len(), usize::try_from(rounds).unwrap(), "one mail for each");
    assert_paid_and_placed_once(&app, rounds.into()).await;
}
