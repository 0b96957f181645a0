//! Orders that are cancelled before anything is sent.

use securecart_api::jobs::send_outbox;
use serde_json::{Value, json};

use super::{Sold, cancel, given_back, mails_about, refund, seen, sold, usd};
use crate::{
    shopping::{assert_ledger_holds, buy, checkout_of, count, on_sale, pay, stock},
    support::{Answer, Client, TestApp},
};

async fn ship(clerk: &Client, order: &str) -> Answer {
    clerk.post("/api/v1/admin/orders/bulk", json!({"ids": [order], "action": "ship"})).await
}

#[actix_web::test]
async fn a_customer_cancels_and_gets_everything_back() {
    let Sold { app, mug, ann, order, .. } = sold(2).await;
    let cancelled = cancel(&ann, &order, None).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    let now = &cancelled.body;
    assert_eq!((&now["status"], &now["payment_status"]), (&json!("cancelled"), &json!("refunded")));
    assert!(now["cancelled_at"].is_string());
    assert_eq!(now["refunds"][0]["reason"], "order_cancelled");
    assert_eq!((stock(&app, &mug).await, given_back(&app).await), ((10, 0), (2500, 2500)));
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails_about(&app, "You have cancelled your order SC-100001").len(), 1);
    assert_eq!(mails_about(&app, "25.00 USD on their way back").len(), 1);
    let again = cancel(&ann, &order, None).await;
    assert_eq!((again.status, again.problem()), (409, "conflict"), "{}", again.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_was_sent_is_not_cancelled_and_what_is_somebody_elses_is_not_found() {
    let Sold { app, ann, clerk, order, .. } = sold(1).await;
    let mallory = app.customer("mallory").await;
    assert_eq!(cancel(&mallory, &order, None).await.status, 404);
    assert_eq!(cancel(&app.anonymous(), &order, None).await.status, 401);
    assert_eq!(ship(&clerk, &order).await.body["updated"], json!([order]));
    let late = cancel(&ann, &order, None).await;
    assert_eq!((late.status, late.problem()), (409, "conflict"));
    assert!(late.body["detail"].as_str().unwrap().contains("has been sent"), "{}", late.text);
    assert_eq!(cancel(&clerk, &order, Some(true)).await.status, 409);
    assert_eq!(given_back(&app).await, (0, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_cancelling_and_shipping_at_once_one_wins() {
    let Sold { app, mug, ann, clerk, .. } = sold(1).await;
    for _ in 0..4 {
        let order = buy(&app, &ann, &mug, 1).await;
        let (cancelled, shipped) = tokio::join!(cancel(&ann, &order, None), ship(&clerk, &order));
        let won = (cancelled.status == 200, shipped.body["updated"] == json!([order]));
        assert!(won.0 != won.1, "{} and {}", cancelled.text, shipped.text);
        let now = seen(&clerk, &order).await;
        let expected =
            if won.0 { ("cancelled", "unfulfilled", "refunded") } else { ("placed", "fulfilled", "paid") };
        let texts = ["status", "fulfilment_status", "payment_status"].map(|name| now[name].as_str().unwrap());
        assert_eq!((texts[0], texts[1], texts[2]), expected);
    }
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn staff_cancel_the_rest_of_what_was_refunded_in_part() {
    let Sold { app, mug, clerk, order, line, .. } = sold(3).await;
    assert_eq!(
        refund(&clerk, &order, json!({"lines": [{"line_id": line, "quantity": 1}]})).await.status,
        201
    );
    let cancelled = cancel(&clerk, &order, Some(true)).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    assert_eq!(cancelled.body["totals"]["refunded"], usd(3750));
    assert_eq!(stock(&app, &mug).await, (9, 0), "the broken one stays away");
    assert_eq!(given_back(&app).await, (3750, 3750));
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails_about(&app, "We had to cancel your order").len(), 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn staff_may_leave_the_goods_off_the_shelf() {
    let Sold { app, mug, clerk, order, .. } = sold(1).await;
    assert_eq!(cancel(&clerk, &order, Some(false)).await.status, 200);
    assert_eq!((stock(&app, &mug).await, given_back(&app).await), ((9, 0), (1250, 1250)));
    assert_ledger_holds(&app).await;
}

/// An order whose payment does not fit it.
async fn mismatched() -> (TestApp, Client, String) {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    app.execute(
        "UPDATE order_lines SET unit_price_minor = 1350, total_minor = 1350;
         UPDATE orders SET subtotal_minor = 1350, total_minor = 1350;
         UPDATE payments SET amount_minor = 1350; UPDATE checkouts SET total_minor = 1350",
    )
    .await;
    pay(&app, &checkout).await;
    let clerk = super::clerk(&app).await;
    let found: Value = clerk.get("/api/v1/admin/orders?status=needs_review").await.body;
    let order = found["items"][0]["id"].as_str().unwrap().to_owned();
    (app, clerk, order)
}

#[actix_web::test]
async fn money_that_does_not_fit_is_given_back_by_a_person() {
    let (app, clerk, order) = mismatched().await;
    let line = seen(&clerk, &order).await["lines"][0]["id"].clone();
    let refused = refund(&clerk, &order, json!({"lines": [{"line_id": line, "quantity": 1}]})).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/amount"]), "{}", refused.text);
    assert_eq!(refund(&clerk, &order, json!({"amount": usd(250)})).await.status, 201);
    let now = seen(&clerk, &order).await;
    assert_eq!(
        (&now["payment_status"], &now["totals"]["received"]),
        (&json!("partially_refunded"), &usd(1250))
    );
    let ended = cancel(&clerk, &order, Some(true)).await;
    assert_eq!((ended.status, &ended.body["status"]), (200, &json!("cancelled")), "{}", ended.text);
    assert_eq!(given_back(&app).await, (1250, 1250));
    assert_eq!(count(&app, "stock_movements", "kind = 'return'").await, 1);
    assert_ledger_holds(&app).await;
}
