//! Refunds that are made in the provider's dashboard.

use securecart_api::jobs::{retry_events, send_outbox};
use securecart_stripe_emulator::RefundStatus;
use serde_json::{Value, json};

use super::{Sold, given_back, mails_about, refund, refunds_that_are, seen, sold, usd};
use crate::{
    shopping::{assert_ledger_holds, count, told},
    support::TestApp,
};

fn intent(app: &TestApp) -> String {
    app.stripe.sessions()[0]["payment_intent"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_refund_of_the_dashboard_is_in_the_books() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    app.stripe.refund_by_hand(&intent(&app), Some(400)).unwrap();
    told(&app).await;
    let now = seen(&clerk, &order).await;
    assert_eq!(
        (&now["payment_status"], &now["totals"]["refunded"]),
        (&json!("partially_refunded"), &usd(400))
    );
    let listed = clerk.get(&format!("/api/v1/admin/orders/{order}/refunds")).await.body;
    assert_eq!((&listed["items"][0]["origin"], &listed["total"]), (&json!("provider"), &json!(1)));
    assert_eq!(refund(&clerk, &order, json!({"amount": usd(851)})).await.status, 409);
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails_about(&app, "4.00 USD on their way back").len(), 1);
    for event in app.stripe.events_of_type("refund.created") {
        app.stripe.repeat_event(&event.id, 8).await.unwrap();
    }
    assert_eq!((count(&app, "refunds", "true").await, given_back(&app).await), (1, (400, 400)));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refund_that_nobody_told_us_of_is_found_when_the_provider_refuses_ours() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    app.stripe.clear_webhook_url();
    app.stripe.refund_by_hand(&intent(&app), Some(1000)).unwrap();
    let refused = refund(&clerk, &order, json!({"amount": usd(500)})).await;
    assert_eq!(
        (refused.status, &refused.body["refund"]["status"]),
        (201, &json!("failed")),
        "{}",
        refused.text
    );
    let now = seen(&clerk, &order).await;
    assert_eq!(now["totals"]["refunded"], usd(1000), "the books follow the provider");
    assert_eq!(given_back(&app).await, (1000, 1000));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_event_is_a_reason_to_ask_and_nothing_more() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    let made = refund(&clerk, &order, json!({"amount": usd(500)})).await.body;
    told(&app).await;
    let id = made["provider_refund_id"].as_str().unwrap();
    let body = json!({
        "id": "evt_forged", "type": "refund.failed",
        "data": {"object": {"id": id, "status": "failed", "amount": 500}},
    });
    let answer = app
        .stripe
        .send_webhook(securecart_stripe_emulator::WebhookMessage {
            body: body.to_string(),
            ..Default::default()
        })
        .await
        .unwrap();
    assert_eq!(answer.http_status, 200);
    assert_eq!((refunds_that_are(&app, "succeeded").await, given_back(&app).await), (1, (500, 500)));
    let unknown =
        json!({"id": "evt_other", "type": "refund.created", "data": {"object": {"id": "re_unknown"}}});
    app.stripe
        .send_webhook(securecart_stripe_emulator::WebhookMessage {
            body: unknown.to_string(),
            ..Default::default()
        })
        .await
        .unwrap();
    assert_eq!(count(&app, "webhook_events", "processed_at IS NULL").await, 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_order_in_which_events_arrive_makes_no_difference() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    app.stripe.hold_deliveries();
    app.stripe.begin_refunds_as(RefundStatus::Pending);
    let made: Value = refund(&clerk, &order, json!({"amount": usd(500)})).await.body;
    let id = made["provider_refund_id"].as_str().unwrap();
    app.stripe.move_refund(id, RefundStatus::Succeeded).unwrap();
    app.stripe.move_refund(id, RefundStatus::Failed).unwrap();
    app.stripe.release_deliveries(securecart_stripe_emulator::ReleaseOrder::Reversed).await;
    told(&app).await;
    retry_events(app.state.clone()).await.unwrap();
    assert_eq!((refunds_that_are(&app, "failed").await, given_back(&app).await), (1, (0, 0)));
    assert_ledger_holds(&app).await;
}
