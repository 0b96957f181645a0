//! Ends in the middle of giving money back: nothing goes back twice, nothing is forgotten, the goods are on the shelf
//! once, and who paid hears of it once.

use securecart_api::{crash_point::Step, jobs::send_outbox};
use serde_json::{Value, json};

use super::{
    super::running_shop::{RunningShop, post, wait_for},
    different_mails,
};
use crate::{
    refunds::{
        Sold, given_back,
        paid_twice::{pay_page, second_page},
        sold,
    },
    shopping::{assert_ledger_holds, checkout_of, count, on_sale, session_of, stock, told},
    support::{Client, TestApp, new_key},
};

/// Whether whoever was cut off asks again, with the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    ComesBack,
    NeverComesBack,
}

/// Two mugs were bought, and what there was to say about that has been said.
async fn sold_and_told() -> Sold {
    let sold = sold(2).await;
    send_outbox(sold.app.state.clone()).await.unwrap();
    assert_eq!(different_mails(&sold.app), 1, "the confirmation");
    sold
}

/// Asks, is cut off by the end of the program, and asks again if that is wanted.
async fn ask_until_answered(
    shop: &mut RunningShop<'_>,
    client: &Client,
    path: &str,
    body: &Value,
    caller: Caller,
) {
    let (client, key) = (client.twin_at(&shop.origin), new_key());
    let cut_off = post(&client, path, &key, body).await;
    assert!(cut_off.is_none(), "the program ended before it answered: {cut_off:?}");
    shop.wait_for_the_end_and_start_again().await;
    if caller == Caller::ComesBack {
        let answer = post(&client, path, &key, body).await.expect("a program that is not killed answers");
        // Who wants to cancel once more hears that it is done.
        assert!(matches!(answer.status, 200 | 201 | 409), "{}", answer.text);
    }
}

/// One refund was made, here and there, and everybody heard of it once; `mails` are those besides the confirmation.
async fn assert_given_back_once(app: &TestApp, cents: i64, mails: usize) {
    wait_for(async || (count(app, "refunds", "status = 'succeeded'").await == 1).then_some(())).await;
    wait_for(async || (count(app, "outbox", "done_at IS NULL").await == 0).then_some(())).await;
    assert_eq!(count(app, "refunds", "true").await, 1, "one refund here");
    assert_eq!(app.stripe.refunds().len(), 1, "and one at the provider");
    assert_eq!(given_back(app).await, (cents, cents));
    assert_eq!(different_mails(app), 1 + mails);
    for event in ["refund_requested", "refund_succeeded"] {
        assert_eq!(count(app, "audit_events", &format!("event = '{event}'")).await, 1, "{event}");
    }
    assert_ledger_holds(app).await;
}

/// A member of staff gives one of two mugs back; the program is killed at the step.
async fn a_refund_survives(step: Step, caller: Caller) {
    let Sold { app, mug, clerk, order, line, .. } = sold_and_told().await;
    let mut shop = RunningShop::start(&app, step).await;
    let path = format!("/api/v1/admin/orders/{order}/refunds");
    let wish = json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true, "reason": "damaged"});
    ask_until_answered(&mut shop, &clerk, &path, &wish, caller).await;
    assert_given_back_once(&app, 1250, 1).await;
    assert_eq!(stock(&app, &mug).await, (9, 0), "one mug is on the shelf again, once");
}

/// The customer cancels; the program is killed at the step. Two mails: that it is cancelled, and that money is coming.
async fn cancelling_survives(step: Step, caller: Caller) {
    let Sold { app, mug, ann, order, .. } = sold_and_told().await;
    let mut shop = RunningShop::start(&app, step).await;
    let path = format!("/api/v1/me/orders/{order}/cancel");
    ask_until_answered(&mut shop, &ann, &path, &json!({}), caller).await;
    assert_given_back_once(&app, 2500, 2).await;
    assert_eq!(count(&app, "orders", "status = 'cancelled' AND payment_status = 'refunded'").await, 1);
    assert_eq!(count(&app, "audit_events", "event = 'order_cancelled'").await, 1);
    assert_eq!(stock(&app, &mug).await, (10, 0), "all of it is on the shelf again, once");
}

#[actix_web::test]
async fn a_refund_survives_an_end_before_it_is_committed() {
    a_refund_survives(Step::RefundUncommitted, Caller::ComesBack).await;
}

#[actix_web::test]
async fn a_refund_survives_an_end_before_the_provider_is_asked() {
    a_refund_survives(Step::RefundDecided, Caller::ComesBack).await;
    a_refund_survives(Step::RefundDecided, Caller::NeverComesBack).await;
}

#[actix_web::test]
async fn a_refund_survives_an_end_before_the_providers_answer_is_noted() {
    a_refund_survives(Step::RefundMade, Caller::ComesBack).await;
    a_refund_survives(Step::RefundMade, Caller::NeverComesBack).await;
}

#[actix_web::test]
async fn a_refund_survives_an_end_before_the_providers_answer_is_committed() {
    a_refund_survives(Step::RefundNoteUncommitted, Caller::NeverComesBack).await;
}

#[actix_web::test]
async fn a_refund_survives_an_end_before_anybody_hears_of_it() {
    a_refund_survives(Step::RefundNoted, Caller::ComesBack).await;
    a_refund_survives(Step::RefundNoted, Caller::NeverComesBack).await;
}

#[actix_web::test]
async fn cancelling_survives_an_end_before_it_is_committed() {
    cancelling_survives(Step::CancelUncommitted, Caller::ComesBack).await;
}

#[actix_web::test]
async fn cancelling_survives_an_end_before_the_money_is_asked_for() {
    cancelling_survives(Step::OrderCancelled, Caller::ComesBack).await;
    cancelling_survives(Step::OrderCancelled, Caller::NeverComesBack).await;
}

#[actix_web::test]
async fn cancelling_survives_an_end_before_the_providers_answer_is_noted() {
    cancelling_survives(Step::RefundMade, Caller::NeverComesBack).await;
}

/// Whoever is killed before the commit has done nothing: no money goes back that nobody asks for again.
#[actix_web::test]
async fn a_refund_that_was_not_committed_never_was() {
    let Sold { app, mug, clerk, order, .. } = sold_and_told().await;
    let mut shop = RunningShop::start(&app, Step::RefundUncommitted).await;
    let path = format!("/api/v1/admin/orders/{order}/refunds");
    let wish =
        json!({"amount": {"amount_minor": 500, "currency": "USD"}, "restock": false, "reason": "other"});
    ask_until_answered(&mut shop, &clerk, &path, &wish, Caller::NeverComesBack).await;
    assert_eq!((count(&app, "refunds", "true").await, given_back(&app).await), (0, (0, 0)));
    assert_eq!((app.stripe.refunds().len(), stock(&app, &mug).await), (0, (8, 0)));
    assert_ledger_holds(&app).await;
}

/// An order is paid a second time; the program is killed at the step while it deals with that.
async fn a_second_payment_survives(step: Step) {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    let first = session_of(&app, &checkout);
    let second = second_page(&app, &checkout).await;
    pay_page(&app, &first);
    told(&app).await;
    send_outbox(app.state.clone()).await.unwrap();
    let mut shop = RunningShop::start(&app, step).await;
    pay_page(&app, &second);
    shop.wait_for_the_end_and_start_again().await;
    wait_for(async || (count(&app, "refunds", "status = 'succeeded'").await == 1).then_some(())).await;
    wait_for(async || (count(&app, "outbox", "done_at IS NULL").await == 0).then_some(())).await;
    assert_eq!(count(&app, "unexpected_payments", "refunded_minor = captured_minor").await, 1);
    assert_eq!((count(&app, "refunds", "true").await, app.stripe.refunds().len()), (1, 1), "here and there");
    assert_eq!(count(&app, "orders", "status = 'placed' AND payment_status = 'paid'").await, 1);
    assert_eq!((different_mails(&app), stock(&app, &mug).await), (2, (4, 0)));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_second_payment_goes_back_after_an_end_before_it_is_committed() {
    a_second_payment_survives(Step::OrderUncommitted).await;
}

#[actix_web::test]
async fn a_second_payment_goes_back_after_an_end_before_anybody_asks_for_it() {
    a_second_payment_survives(Step::OrderPlaced).await;
}

#[actix_web::test]
async fn a_second_payment_goes_back_once_after_an_end_before_the_providers_answer_is_noted() {
    a_second_payment_survives(Step::RefundMade).await;
}
