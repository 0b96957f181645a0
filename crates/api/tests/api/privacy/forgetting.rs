//! What ends by time, with a clock that is moved.

use chrono::Duration;
use securecart_api::jobs::{apply_retention, sweep_limits, sweep_sessions};
use securecart_db::audit::verify;
use serde_json::json;

use super::{erase, known, sent};
use crate::{
    shopping::{add, assert_ledger_holds, buy, count, on_sale},
    support::{PASSWORD, TestApp},
};

async fn pass(app: &TestApp, days: i64) {
    app.state.clock.advance(Duration::days(days));
    apply_retention(app.state.clone()).await.unwrap();
    sweep_sessions(app.state.clone()).await.unwrap();
    sweep_limits(app.state.clone()).await.unwrap();
}

#[actix_web::test]
async fn what_nobody_needs_any_more_is_forgotten_and_the_books_stay() {
    let app = TestApp::start().await;
    let ann = known(&app, "ann", "Ann Lee", "7 Harbour Steps").await;
    let bowl = on_sale(&app, "Bowl", 900, 9).await;
    let (guest, looking) = (app.anonymous(), app.anonymous());
    buy(&app, &guest, &bowl, 1).await;
    assert_eq!(add(&looking, &bowl, 2).await.status, 200);
    let guests = "visitor_id IS NOT NULL";
    assert!(count(&app, "carts", guests).await > 0 && count(&app, "outbox", "true").await > 0);
    pass(&app, 29).await;
    assert!(count(&app, "carts", guests).await > 0 && count(&app, "outbox", "true").await > 0, "not yet");
    assert_eq!(count(&app, "sessions", "true").await, 0, "sessions end within a day");
    pass(&app, 2).await;
    assert_eq!([count(&app, "carts", guests).await, count(&app, "outbox", "true").await], [0, 0]);
    assert_eq!(count(&app, "checkouts", "visitor_id IS NOT NULL OR payment_url IS NOT NULL").await, 0);
    assert_eq!(
        count(&app, "carts", "customer_id IS NOT NULL").await,
        1,
        "a customer's cart is kept for them"
    );
    assert!(count(&app, "webhook_events", "true").await > 0);
    pass(&app, 60).await;
    assert_eq!(count(&app, "webhook_events", "true").await, 0);
    assert_eq!(count(&app, "sign_in_devices", "true").await, 2 + 4, "ann, and who set the shop up");
    pass(&app, 91).await;
    assert_eq!(count(&app, "sign_in_devices", "true").await, 0, "half a year unused");
    assert_eq!(count(&app, "orders", "email_sealed IS NOT NULL").await, 3);
    let keys = count(&app, "data_keys", "true").await;
    pass(&app, 3 * 365 - 183).await;
    assert_eq!(count(&app, "orders", "email_sealed IS NOT NULL").await, 3, "a day is left");
    assert_eq!(count(&app, "orders", "delivery_sealed IS NOT NULL").await, 1, "where it was sent");
    pass(&app, 2).await;
    let told = "email_sealed IS NOT NULL OR email_index IS NOT NULL OR data_key_id IS NOT NULL \
                OR delivery_sealed IS NOT NULL";
    assert_eq!(count(&app, "orders", told).await, 0);
    assert_eq!(count(&app, "data_keys", "true").await, keys - 2, "those of the orders that guests began");
    assert_eq!(count(&app, "orders", "placed_at IS NOT NULL").await, 3);
    assert_ledger_holds(&app).await;
    drop(ann);
    let ann = app.signed_in("ann").await;
    assert_eq!(ann.get("/api/v1/me").await.body["full_name"], "Ann Lee", "who is a customer stays one");
}

#[actix_web::test]
async fn a_name_is_free_again_thirteen_months_after_its_account_was_erased() {
    let app = TestApp::start().await;
    let ann = known(&app, "ann", "Ann Lee", "7 Harbour Steps").await;
    sent(&app, &ann.orders).await;
    assert_eq!(erase(&ann.client, "ann").await.status, 204);
    let register = async || {
        let body = json!({"username": "ann", "email": "ann@example.org", "password": PASSWORD});
        app.anonymous().post("/api/v1/auth/register", body).await.status
    };
    pass(&app, 395).await;
    assert_eq!(register().await, 422);
    pass(&app, 2).await;
    assert_eq!(register().await, 201);
}

#[actix_web::test]
async fn the_audit_log_is_cut_after_thirteen_months_and_stays_whole() {
    let app = TestApp::start().await;
    app.state.clock.advance(-Duration::days(400));
    app.account("ann").await;
    app.account("bob").await;
    app.state.clock.advance(Duration::days(3));
    app.account("cyd").await;
    app.state.clock.advance(Duration::days(397));
    app.account("dan").await;
    apply_retention(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "audit_events", "event = 'user_created'").await, 2, "two were too old, two stay");
    let verdict = verify(&app.state.db, None).await.unwrap();
    assert_eq!((verdict.broken, verdict.first_seq), (None, 3));
    apply_retention(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "audit_cuts", "true").await, 1);
}
