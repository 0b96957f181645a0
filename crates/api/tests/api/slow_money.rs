//! Payments that are accepted at once and arrive days later, or never.

use securecart_api::jobs::reconcile;
use serde_json::json;

use crate::{
    shopping::{
        assert_ledger_holds, cancel, checkout_of, count, on_sale, session_of, start, state_of, stock, told,
    },
    support::TestApp,
};

/// The payer is through with the page, and the money is on its way.
async fn accept(app: &TestApp, checkout: &str) -> String {
    let session = session_of(app, checkout);
    app.stripe.pay_session_later(&session).unwrap();
    told(app).await;
    session
}

#[actix_web::test]
async fn money_on_its_way_keeps_the_goods_and_places_the_order_when_it_arrives() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 2).await;
    let session = accept(&app, &checkout).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "processing");
    assert_eq!(count(&app, "outbox", "true").await, 0, "nothing is confirmed before the money is there");
    // Days later: no time ends what is on its way, and neither does the shopper.
    app.state.clock.advance(chrono::Duration::days(3));
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(cancel(&guest, &checkout).await.body["status"], "processing");
    assert_eq!(stock(&app, &mug).await, (5, 2), "the goods stay held");
    assert_ledger_holds(&app).await;
    // Webhooks that seem three days old are not believed: the reconciler hears of it.
    app.stripe.clear_webhook_url();
    app.stripe.arrive_session(&session, true).unwrap();
    app.state.clock.advance(chrono::Duration::seconds(30));
    reconcile(app.state.clone()).await.unwrap();
    let state = state_of(&guest, &checkout).await;
    assert_eq!((&state["status"], &state["order_status"]), (&json!("paid"), &json!("placed")));
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_eq!(count(&app, "outbox", "kind = 'order_confirmation'").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_the_bank_refuses_frees_the_goods_and_says_who_refused() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 1).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let session = accept(&app, &checkout).await;
    app.stripe.arrive_session(&session, false).unwrap();
    told(&app).await;
    let state = state_of(&guest, &checkout).await;
    assert_eq!((&state["status"], &state["order_id"]), (&json!("declined"), &json!(null)));
    assert_eq!(count(&app, "audit_events", "event = 'checkout_declined'").await, 1);
    assert_eq!(stock(&app, &mug).await, (1, 0), "others can buy it");
    assert_eq!(guest.get("/api/v1/cart").await.body["item_count"], 1, "and so can who was refused");
    assert_eq!(start(&guest).await.status, 201);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_refusal_that_nobody_told_is_found() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 1).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let session = accept(&app, &checkout).await;
    app.stripe.lose_next_events(10);
    app.stripe.arrive_session(&session, false).unwrap();
    app.state.clock.advance(chrono::Duration::seconds(30));
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(state_of(&guest, &checkout).await["status"], "declined");
    assert_eq!(stock(&app, &mug).await, (1, 0));
    assert_ledger_holds(&app).await;
}
