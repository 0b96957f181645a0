//! Two payment pages of one checkout, both paid: one pays the order, what came through the other goes back by itself.

use futures_util::{FutureExt as _, future::join_all};
use reqwest::Method;
use securecart_api::jobs::{carry_out_refunds, reconcile, send_outbox};
use securecart_stripe_emulator::RefundStatus;
use serde_json::{Value, json};

use super::{cancel, clerk, mails_about, refund, refunds_that_are, seen, usd};
use crate::{
    proofs::rounds,
    shopping::{Goods, assert_ledger_holds, checkout_of, count, on_sale, session_of, state_of, told},
    support::{Client, TestApp},
};

/// Another page for what a first page was for, as a provider opens one that has forgotten its idempotency key; nothing if
/// it does not answer.
pub(crate) async fn another_page(app: &TestApp, first: &Value, cents: i64) -> Option<String> {
    let form = [
        "mode=payment&success_url=https://shop.example/&cancel_url=https://shop.example/".to_owned(),
        format!("client_reference_id={}", first["client_reference_id"].as_str().unwrap()),
        format!("metadata[checkout_id]={}", first["metadata"]["checkout_id"].as_str().unwrap()),
        format!("expires_at={}", app.stripe.now() + 1860),
        format!("line_items[0][quantity]=1&line_items[0][price_data][unit_amount]={cents}"),
        "line_items[0][price_data][currency]=usd&line_items[0][price_data][product_data][name]=Mug"
            .to_owned(),
    ];
    let request = reqwest::Client::new().post(format!("{}/v1/checkout/sessions", app.stripe.base_url()));
    let request = request.bearer_auth(app.stripe.secret_key()).body(form.join("&"));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = request.send().await.ok()?;
    let (status, text) = (answer.status().as_u16(), answer.text().await.ok()?);
    assert!(matches!(status, 200 | 500..), "{text}");
    let opened: Value = serde_json::from_str(&text).ok()?;
    opened["id"].as_str().map(str::to_owned)
}

/// Another page of a checkout for the right amount.
pub(crate) async fn second_page(app: &TestApp, checkout: &str) -> String {
    let first = app.stripe.object(&session_of(app, checkout)).unwrap();
    another_page(app, &first, first["amount_total"].as_i64().unwrap()).await.unwrap()
}

/// Pays at a page as the form does.
pub(crate) fn pay_page(app: &TestApp, page: &str) {
    app.stripe.pay_session_with(page, "4242424242424242", Some("payer@example.org")).unwrap();
}

/// A checkout that was paid through both of its pages, of which the shop has heard nothing yet.
struct PaidTwice {
    buyer: Client,
    checkout: String,
    events: [String; 2],
}

async fn paid_twice(app: &TestApp, goods: &Goods) -> PaidTwice {
    let buyer = app.anonymous();
    let checkout = checkout_of(&buyer, goods, 1).await;
    let second = second_page(app, &checkout).await;
    let first = app.stripe.sessions().into_iter().find(|session| {
        session["metadata"]["checkout_id"] == checkout.as_str() && session["id"] != second.as_str()
    });
    let mut events = Vec::new();
    for page in [first.unwrap()["id"].as_str().unwrap(), &second] {
        pay_page(app, page);
        events.push(app.stripe.events_of_type("checkout.session.completed").pop().unwrap().id);
    }
    // Old enough for the reconciler.
    app.execute("UPDATE checkouts SET created_at = created_at - interval '1 minute' WHERE status = 'open'")
        .await;
    PaidTwice { buyer, checkout, events: events.try_into().unwrap() }
}

async fn deliver(app: &TestApp, event: &str) {
    for delivery in app.stripe.repeat_event(event, 1).await.unwrap() {
        // 503 asks the provider to send it again, which it does.
        assert!(matches!(delivery.attempts[0].http_status, Some(200 | 503)), "{delivery:?}");
    }
}

async fn come_back(paid: &PaidTwice) {
    let path = format!("/api/v1/checkout/{}", paid.checkout);
    let answer = paid.buyer.send(paid.buyer.request(Method::GET, &path)).await;
    assert!(matches!(answer.status, 200 | 503), "{}", answer.text);
}

/// Carries out and mails everything that waits.
async fn come_to_rest(app: &TestApp) {
    carry_out_refunds(app.state.clone()).await.unwrap();
    while refunds_that_are(app, "pending").await > 0 {
        app.state.clock.advance(chrono::Duration::seconds(30));
        carry_out_refunds(app.state.clone()).await.unwrap();
    }
    while count(app, "outbox", "done_at IS NULL").await > 0 {
        send_outbox(app.state.clone()).await.unwrap();
    }
}

/// Every checkout made one order, and gave one payment back: the one that is not the order's.
async fn assert_each_went_back_once(app: &TestApp, times: i64) {
    assert_eq!(count(app, "orders", "status = 'placed' AND payment_status = 'paid'").await, times);
    assert_eq!(count(app, "unexpected_payments", "refunded_minor = captured_minor").await, times);
    assert_eq!(count(app, "refunds", "status = 'succeeded' AND reason = 'paid_twice'").await, times);
    assert_eq!(count(app, "refunds", "true").await, times, "and no other");
    let refunds = app.stripe.refunds();
    assert_eq!(i64::try_from(refunds.len()).unwrap(), times, "at the provider");
    for made in refunds {
        let intent = made["payment_intent"].as_str().unwrap();
        let orders = format!("provider_payment_id = '{intent}' AND refunded_minor = 0");
        assert_eq!(count(app, "payments", &orders).await, 0, "the order's own money stays");
        let ours = format!("provider_payment_id = '{intent}' AND captured_minor = {}", made["amount"]);
        assert_eq!(count(app, "unexpected_payments", &ours).await, 1);
    }
    for event in ["payment_unexpected", "refund_requested", "refund_succeeded"] {
        assert_eq!(count(app, "audit_events", &format!("event = '{event}'")).await, times, "{event}");
    }
    assert_eq!(i64::try_from(mails_about(app, "a second payment").len()).unwrap(), times, "mails");
    assert_ledger_holds(app).await;
}

#[actix_web::test]
async fn whichever_is_heard_of_first_pays_and_the_other_goes_back() {
    let app = TestApp::start().await;
    app.stripe.hold_deliveries();
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    for (times, order) in (1..).zip([[0, 1, 0, 1], [1, 0, 1, 0], [0, 0, 1, 1], [1, 1, 0, 0]]) {
        let paid = paid_twice(&app, &mug).await;
        for which in order {
            deliver(&app, &paid.events[which]).await;
            assert_eq!(state_of(&paid.buyer, &paid.checkout).await["status"], "paid", "{order:?}");
        }
        come_to_rest(&app).await;
        assert_each_went_back_once(&app, times).await;
    }
}

#[actix_web::test]
async fn heard_of_from_all_sides_at_once_it_goes_back_once() {
    let app = TestApp::start().await;
    app.stripe.hold_deliveries();
    let mug = on_sale(&app, "Mug", 1250, 99).await;
    let rounds = rounds(6);
    for _ in 0..rounds {
        let paid = paid_twice(&app, &mug).await;
        let [first, second] = &paid.events;
        let webhooks = [second, first, second, first].map(|event| deliver(&app, event).boxed_local());
        let others = [
            come_back(&paid).boxed_local(),
            async { reconcile(app.state.clone()).await.unwrap() }.boxed_local(),
            async { carry_out_refunds(app.state.clone()).await.unwrap() }.boxed_local(),
        ];
        join_all(webhooks.into_iter().chain(others)).await;
        // Who was told to come again comes again.
        for event in &paid.events {
            deliver(&app, event).await;
        }
        let jobs = (0..4).map(|_| carry_out_refunds(app.state.clone()).boxed_local());
        assert!(join_all(jobs).await.iter().all(Result::is_ok));
    }
    come_to_rest(&app).await;
    assert_each_went_back_once(&app, rounds.into()).await;
}

#[actix_web::test]
async fn the_page_that_was_not_paid_is_closed() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let first = session_of(&app, &checkout);
    let second = second_page(&app, &checkout).await;
    pay_page(&app, &second);
    told(&app).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid", "the right money is the right money");
    assert_eq!(app.stripe.object(&first).unwrap()["status"], "expired", "nobody can pay twice");
    assert_eq!(count(&app, "unexpected_payments", "true").await, 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_wrong_money_on_another_page_pays_nothing_and_is_a_persons_to_look_at() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let first = session_of(&app, &checkout);
    let second = another_page(&app, &app.stripe.object(&first).unwrap(), 1249).await.unwrap();
    pay_page(&app, &second);
    told(&app).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "open");
    let for_a_person = "event = 'payment_unexpected' AND outcome = 'failure'";
    assert_eq!(count(&app, "audit_events", for_a_person).await, 1);
    assert_eq!(app.stripe.refunds().len(), 0, "nobody knows yet what it was for");
    pay_page(&app, &first);
    told(&app).await;
    assert_eq!(
        state_of(&guest, &checkout).await["status"],
        "paid",
        "the shop's own page can be paid as before"
    );
    assert_ledger_holds(&app).await;
}

/// An order of Ann's that was paid twice, before the second payment has gone back.
async fn anns(app: &TestApp) -> (Client, String, String) {
    let mug = on_sale(app, "Mug", 1250, 10).await;
    let ann = app.customer("ann").await;
    let checkout = checkout_of(&ann, &mug, 1).await;
    let second = second_page(app, &checkout).await;
    let first = app.stripe.sessions().into_iter().find(|session| session["id"] != second.as_str()).unwrap();
    pay_page(app, first["id"].as_str().unwrap());
    // Both at once come in either order, and then it may be the first whose money goes back.
    told(app).await;
    pay_page(app, &second);
    told(app).await;
    let order = state_of(&ann, &checkout).await["order_id"].as_str().unwrap().to_owned();
    (ann, order, second)
}

#[actix_web::test]
async fn staff_and_customer_see_it_and_the_orders_own_money_is_untouched() {
    let app = TestApp::start().await;
    let (ann, order, _) = anns(&app).await;
    come_to_rest(&app).await;
    let clerk = clerk(&app).await;
    let listed = clerk.get(&format!("/api/v1/admin/orders/{order}/refunds")).await.body;
    let made = &listed["items"][0];
    assert_eq!((&made["origin"], &made["refund"]["reason"]), (&json!("shop"), &json!("paid_twice")));
    assert_eq!((&made["refund"]["status"], &made["refund"]["amount"]), (&json!("succeeded"), &usd(1250)));
    let hers = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!((&hers["payment_status"], &hers["totals"]["refunded"]), (&json!("paid"), &usd(0)));
    let steps: Vec<&str> =
        hers["timeline"].as_array().unwrap().iter().map(|entry| entry["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["placed", "paid", "paid_twice", "refunded"]);
    // All of the order's own money can still go back, and no cent more.
    assert_eq!(refund(&clerk, &order, json!({"amount": usd(1251)})).await.status, 409);
    assert_eq!(cancel(&ann, &order, None).await.body["payment_status"], "refunded");
    assert_eq!(refunds_that_are(&app, "succeeded").await, 2);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refusal_is_told_and_what_the_dashboard_gives_back_instead_is_in_the_books() {
    let app = TestApp::start().await;
    app.stripe.begin_refunds_as(RefundStatus::Failed);
    let (_, order, second) = anns(&app).await;
    come_to_rest(&app).await;
    assert_eq!((refunds_that_are(&app, "failed").await, mails_about(&app, "a second payment").len()), (1, 0));
    assert_eq!(count(&app, "unexpected_payments", "refunded_minor = 0").await, 1, "it is still the shop's");
    assert_eq!(seen(&clerk(&app).await, &order).await["status"], "placed", "the order is none the worse");
    assert_ledger_holds(&app).await;
    app.stripe.begin_refunds_as(RefundStatus::Succeeded);
    let intent = app.stripe.object(&second).unwrap()["payment_intent"].as_str().unwrap().to_owned();
    app.stripe.refund_by_hand(&intent, None).unwrap();
    told(&app).await;
    assert_eq!(count(&app, "unexpected_payments", "refunded_minor = captured_minor").await, 1);
    assert_eq!(count(&app, "refunds", "origin = 'provider' AND reason = 'paid_twice'").await, 1);
    come_to_rest(&app).await;
    assert_eq!(mails_about(&app, "a second payment").len(), 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_database_refuses_to_give_more_of_it_back_than_came() {
    let app = TestApp::start().await;
    let (_, order, _) = anns(&app).await;
    let more = "UPDATE unexpected_payments SET refunded_minor = captured_minor + 1";
    assert!(app.refused(more).await.contains("unexpected_payments_never_refund_more_than_captured"));
    let both = "UPDATE refunds SET payment_id = (SELECT id FROM payments LIMIT 1)";
    assert!(app.refused(both).await.contains("refunds_are_of_one_payment"), "{order}");
    let again =
        "INSERT INTO unexpected_payments SELECT gen_random_uuid(), order_id, 'cs_other', provider_payment_id,
        captured_minor, 0, currency, received_at, updated_at FROM unexpected_payments";
    assert!(app.refused(again).await.contains("unexpected_payments_provider_payment_id_key"));
}

/// The other way round: whoever paid late, on a page of their own, for an order that was never paid, is honoured.
#[actix_web::test]
async fn money_on_another_page_of_a_checkout_that_ended_goes_the_way_of_all_late_money() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let second = second_page(&app, &checkout).await;
    assert_eq!(crate::shopping::cancel(&guest, &checkout).await.body["status"], "cancelled");
    pay_page(&app, &second);
    told(&app).await;
    come_to_rest(&app).await;
    assert_eq!(count(&app, "orders", "status = 'cancelled' AND payment_status = 'refunded'").await, 1);
    assert_eq!(count(&app, "refunds", "status = 'succeeded' AND reason = 'not_honoured'").await, 1);
    assert_eq!(app.stripe.refunds().len(), 1);
    assert_ledger_holds(&app).await;
}
