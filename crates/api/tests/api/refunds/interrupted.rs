//! A provider that does not answer, answers late or says no.

use securecart_api::jobs::{carry_out_refunds, send_outbox};
use securecart_stripe_emulator::{Fault, FaultRule, RefundStatus};
use serde_json::{Value, json};

use super::{Sold, cancel, given_back, mails_about, refund, refunds_that_are, seen, sold, usd};
use crate::{
    shopping::{assert_ledger_holds, count, stock, told},
    support::TestApp,
};

async fn job(app: &TestApp, seconds: i64) {
    app.state.clock.advance(chrono::Duration::seconds(seconds));
    carry_out_refunds(app.state.clone()).await.unwrap();
}

fn faults(app: &TestApp, times: u32, fault: Fault) {
    app.stripe.inject_rule(FaultRule::next(times, fault).on("POST", "/v1/refunds"));
}

#[actix_web::test]
async fn a_provider_that_is_down_is_asked_again_until_it_is_up() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    faults(&app, 2, Fault::ServerError);
    let made = refund(&clerk, &order, json!({"amount": usd(500)})).await;
    assert_eq!((made.status, &made.body["refund"]["status"]), (201, &json!("pending")), "{}", made.text);
    assert_eq!(given_back(&app).await, (500, 0), "nobody can spend it meanwhile");
    assert_eq!(refund(&clerk, &order, json!({"amount": usd(751)})).await.status, 409);
    job(&app, 46).await;
    assert_eq!(refunds_that_are(&app, "pending").await, 1, "still down");
    job(&app, 3700).await;
    assert_eq!((refunds_that_are(&app, "succeeded").await, given_back(&app).await), (1, (500, 500)));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_lost_answer_gives_back_once() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    app.stripe.hold_deliveries();
    faults(&app, 1, Fault::DropResponse);
    let made = refund(&clerk, &order, json!({"amount": usd(500)})).await;
    assert_eq!(made.body["refund"]["status"], "pending");
    // More than a day later the provider has forgotten the key.
    app.stripe.advance_clock(std::time::Duration::from_hours(25));
    job(&app, 90_000).await;
    assert_eq!((refunds_that_are(&app, "succeeded").await, given_back(&app).await), (1, (500, 500)));
    assert_eq!(app.stripe.refunds().len(), 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_shop_that_fell_over_before_it_asked_asks_after_it_stands_up() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    faults(&app, 1, Fault::ServerError);
    refund(&clerk, &order, json!({"amount": usd(500)})).await;
    // As if the process had ended right after its transaction: a call with the key goes on with what was begun.
    app.execute("UPDATE refunds SET attempts = 0, next_attempt_at = now() - interval '1 minute'").await;
    job(&app, 0).await;
    job(&app, 0).await;
    assert_eq!(given_back(&app).await, (500, 500));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refusal_gives_the_amount_the_units_and_the_room_back_and_says_why() {
    let Sold { app, mug, clerk, order, line, .. } = sold(1).await;
    app.stripe.begin_refunds_as(RefundStatus::Failed);
    let wish = json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true});
    let made = refund(&clerk, &order, wish.clone()).await;
    assert_eq!((made.status, &made.body["refund"]["status"]), (201, &json!("failed")));
    assert_eq!(made.body["failure"], "expired_or_canceled_card");
    let now = seen(&clerk, &order).await;
    assert_eq!((&now["payment_status"], &now["lines"][0]["refunded_quantity"]), (&json!("paid"), &json!(0)));
    assert_eq!(
        (stock(&app, &mug).await, given_back(&app).await),
        ((10, 0), (0, 0)),
        "the mug is back all the same"
    );
    assert_ledger_holds(&app).await;
    app.stripe.begin_refunds_as(RefundStatus::Succeeded);
    assert_eq!(refund(&clerk, &order, wish).await.body["refund"]["status"], "succeeded");
    assert_eq!((stock(&app, &mug).await, given_back(&app).await), ((10, 0), (1250, 1250)), "one mug, once");
    told(&app).await;
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refund_that_comes_back_later_is_heard_of_and_told() {
    let Sold { app, ann, clerk, order, .. } = sold(1).await;
    app.stripe.begin_refunds_as(RefundStatus::Pending);
    let made = refund(&clerk, &order, json!({"amount": usd(500)})).await;
    assert_eq!(made.body["refund"]["status"], "pending");
    let id = made.body["provider_refund_id"].as_str().unwrap().to_owned();
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails_about(&app, "5.00 USD on their way back").len(), 1, "the bank has it");
    app.stripe.move_refund(&id, RefundStatus::Succeeded).unwrap();
    told(&app).await;
    assert_eq!(refunds_that_are(&app, "succeeded").await, 1);
    app.stripe.move_refund(&id, RefundStatus::Failed).unwrap();
    told(&app).await;
    assert_eq!((refunds_that_are(&app, "failed").await, given_back(&app).await), (1, (0, 0)));
    let now = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!((&now["payment_status"], &now["refunds"][0]["status"]), (&json!("paid"), &json!("failed")));
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails_about(&app, "Your refund did not arrive").len(), 1);
    assert_eq!(mails_about(&app, "5.00 USD on their way back").len(), 1, "told once");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_cancelled_order_whose_money_does_not_go_back_is_a_persons_to_look_at() {
    let Sold { app, mug, ann, clerk, order, .. } = sold(1).await;
    app.stripe.begin_refunds_as(RefundStatus::Failed);
    let cancelled = cancel(&ann, &order, None).await;
    assert_eq!(
        (cancelled.status, &cancelled.body["status"]),
        (200, &json!("needs_review")),
        "{}",
        cancelled.text
    );
    assert_ledger_holds(&app).await;
    app.stripe.begin_refunds_as(RefundStatus::Succeeded);
    let again = cancel(&clerk, &order, Some(true)).await;
    assert_eq!((again.status, &again.body["status"]), (200, &json!("cancelled")), "{}", again.text);
    assert_eq!(
        (stock(&app, &mug).await, given_back(&app).await),
        ((10, 0), (1250, 1250)),
        "on the shelf once"
    );
    told(&app).await;
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_repeated_call_goes_on_with_what_was_begun() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    faults(&app, 1, Fault::ServerError);
    let body = json!({"amount": usd(500), "reason": "other", "restock": false});
    let path = format!("/api/v1/admin/orders/{order}/refunds");
    let headers = [("idempotency-key", "one-refund")];
    let post = |body: Value| clerk.call(reqwest::Method::POST, &path, Some(body), &headers);
    assert_eq!(post(body.clone()).await.body["refund"]["status"], "pending");
    // The answer was never stored: the process ended.
    app.execute(
        "UPDATE idempotency_keys SET answer_sealed = NULL, has_effect = false, claimed_until = now() - interval '1 second'",
    )
    .await;
    let again = post(body).await;
    assert_eq!((again.status, &again.body["refund"]["status"]), (201, &json!("succeeded")), "{}", again.text);
    assert_eq!((count(&app, "refunds", "true").await, given_back(&app).await), (1, (500, 500)));
    assert_ledger_holds(&app).await;
}
