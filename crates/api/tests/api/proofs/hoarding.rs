//! A bot that wants to empty the shop without paying.

use securecart_api::jobs::reconcile;
use serde_json::json;

use crate::{
    shopping::{add, assert_ledger_holds, on_sale, start, stock},
    support::TestApp,
};

const LIMITED: [(&str, &str); 2] =
    [("SECURECART_RATE_LIMITS", "on"), ("SECURECART_TRUSTED_PROXIES", "127.0.0.1")];

/// However many visitors one address pretends to be, it holds ten carts at most, for half an hour at most, and others
/// go on buying.
#[actix_web::test]
async fn one_address_holds_ten_carts_and_loses_them_after_half_an_hour() {
    let app = TestApp::start_with(&LIMITED).await;
    app.state.clock.stop();
    let scarce = on_sale(&app, "Scarce", 1250, 50).await;
    for visitor in 0..12 {
        let bot = app.anonymous_at("203.0.113.9");
        assert_eq!(add(&bot, &scarce, 1).await.status, 200);
        let answer = start(&bot).await;
        let expected = if visitor < 10 { 201 } else { 429 };
        assert_eq!(answer.status, expected, "visitor {visitor}: {}", answer.text);
    }
    assert_eq!(stock(&app, &scarce).await, (50, 10));
    let shopper = app.anonymous_at("198.51.100.7");
    assert_eq!(add(&shopper, &scarce, 1).await.status, 200);
    assert_eq!(start(&shopper).await.status, 201);
    let half_an_hour = chrono::Duration::minutes(33);
    app.state.clock.advance(half_an_hour);
    // One round is to do it alone: no news of the provider helps it, or takes its connections.
    app.stripe.hold_deliveries();
    app.stripe.advance_clock(half_an_hour.to_std().unwrap());
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(stock(&app, &scarce).await, (50, 0));
    assert_ledger_holds(&app).await;
}

/// Filling carts holds nothing, and a new checkout of the same visitor takes the place of the one before.
#[actix_web::test]
async fn one_visitor_holds_one_cart() {
    let app = TestApp::start().await;
    let scarce = on_sale(&app, "Scarce", 1250, 50).await;
    let visitor = app.anonymous();
    for units in 1..=4 {
        assert_eq!(add(&visitor, &scarce, 1).await.status, 200);
        assert_eq!(stock(&app, &scarce).await, (50, units - 1), "a cart holds nothing");
        let started = visitor.post("/api/v1/checkout", json!({})).await;
        assert_eq!(started.status, 201, "{}", started.text);
        assert_eq!(
            stock(&app, &scarce).await,
            (50, units),
            "the newest checkout holds its cart, and no other"
        );
    }
    assert_ledger_holds(&app).await;
}
