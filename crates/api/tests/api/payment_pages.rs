//! Payment pages that end, get lost or never open.

use std::time::Duration;

use securecart_api::jobs::reconcile;
use securecart_stripe_emulator::{Fault, FaultRule};
use serde_json::json;

use crate::{
    shopping::{
        add, assert_ledger_holds, cancel, checkout_of, count, on_sale, pay, session_of, start, state_of,
        stock,
    },
    support::TestApp,
};

/// Longer than a payment page lives, in seconds.
const A_LONG_TIME: u32 = 40 * 60;

fn pass(app: &TestApp, seconds: u32) {
    app.state.clock.advance(chrono::Duration::seconds(i64::from(seconds)));
}

#[actix_web::test]
async fn a_page_that_was_never_paid_ends_and_gives_the_stock_back() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    app.stripe.clear_webhook_url();
    let checkout = checkout_of(&guest, &mug, 2).await;
    pass(&app, A_LONG_TIME);
    // The provider's clock is behind: the shop has to end the session itself.
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(app.stripe.object(&session_of(&app, &checkout)).unwrap()["status"], "expired");
    assert_eq!(state_of(&guest, &checkout).await["status"], "expired");
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_page_that_the_provider_ended_gives_the_stock_back() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 2).await;
    pass(&app, A_LONG_TIME);
    app.stripe.advance_clock(Duration::from_secs(A_LONG_TIME.into()));
    assert_eq!(state_of(&guest, &checkout).await["status"], "expired");
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_provider_that_is_down_costs_a_503_and_no_stock() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 2).await;
    app.stripe.inject_rule(FaultRule::next(3, Fault::ServerError).on("POST", "/v1/checkout/sessions"));
    let refused = start(&guest).await;
    assert_eq!((refused.status, refused.problem()), (503, "payment-unavailable"), "{}", refused.text);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_eq!(count(&app, "checkouts", "status = 'cancelled'").await, 1);
    assert_ledger_holds(&app).await;
    assert_eq!(start(&guest).await.status, 201, "afterwards it works again");
}

#[actix_web::test]
async fn a_provider_that_is_down_ends_no_checkout() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 2).await;
    app.stripe.inject_faults(2, Fault::ServerError);
    let refused = cancel(&guest, &checkout).await;
    assert_eq!((refused.status, refused.problem()), (503, "payment-unavailable"), "{}", refused.text);
    assert_eq!(state_of(&guest, &checkout).await["status"], "open", "it could still be paid");
    assert_eq!(stock(&app, &mug).await, (5, 2));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_answer_that_was_lost_on_the_way_opens_no_second_session() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    app.stripe.inject_rule(FaultRule::next(1, Fault::DropResponse).on("POST", "/v1/checkout/sessions"));
    let checkout = checkout_of(&guest, &mug, 1).await;
    session_of(&app, &checkout);
    assert_eq!(app.stripe.sessions().len(), 1);
    assert!(app.stripe.api_calls().iter().any(|call| call.replayed));
    assert_ledger_holds(&app).await;
}

/// What is left when the shop dies between holding the stock and hearing of the session.
async fn forget_session(app: &TestApp) {
    app.execute("UPDATE checkouts SET provider_session_id = NULL, payment_url = NULL").await;
}

#[actix_web::test]
async fn a_session_that_was_made_but_not_stored_is_found_by_asking_again() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    forget_session(&app).await;
    pass(&app, 61);
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(app.stripe.sessions().len(), 1);
    assert_eq!(count(&app, "checkouts", "provider_session_id IS NOT NULL AND status = 'open'").await, 1);
    forget_session(&app).await;
    let again = start(&guest).await;
    assert_eq!((again.status, &again.body["checkout_id"]), (201, &json!(checkout)), "{}", again.text);
    forget_session(&app).await;
    assert_eq!(cancel(&guest, &checkout).await.body["status"], "cancelled");
    assert_eq!(app.stripe.object(&session_of(&app, &checkout)).unwrap()["status"], "expired");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_session_that_was_paid_but_not_stored_becomes_an_order() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    forget_session(&app).await;
    pay(&app, &checkout).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid");
    assert_eq!(stock(&app, &mug).await, (4, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_session_that_can_no_longer_be_opened_is_given_up() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    forget_session(&app).await;
    // A provider that was never asked: it opens no page that closes too soon.
    app.stripe.reset();
    app.stripe.advance_clock(Duration::from_mins(5));
    pass(&app, 5 * 60);
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(state_of(&guest, &checkout).await["status"], "cancelled");
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn while_the_provider_is_down_the_reconciler_soon_stops_asking() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 20).await;
    for _ in 0..20 {
        checkout_of(&app.anonymous(), &mug, 1).await;
    }
    let before = app.stripe.api_calls().len();
    pass(&app, 11);
    app.stripe.inject_faults(100, Fault::ServerError);
    reconcile(app.state.clone()).await.unwrap();
    // Eight are asked about side by side; three that get no answer are enough.
    let asked = app.stripe.api_calls().len() - before;
    assert!((3..=10).contains(&asked), "{asked}");
    app.stripe.clear_faults();
    assert_ledger_holds(&app).await;
}
