//! Money that does not fit its order is left to a person, and the payer is told.

use crate::{
    shopping::{assert_ledger_holds, checkout_of, count, on_sale, pay, state_of, stock},
    support::TestApp,
};

#[actix_web::test]
async fn an_amount_that_does_not_fit_is_left_to_a_person() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let ann = app.customer("ann").await;
    let checkout = checkout_of(&ann, &mug, 1).await;
    // The shop asks for 13.50 from now on; the page that is open takes 12.50.
    app.execute(
        "UPDATE order_lines SET unit_price_minor = 1350, total_minor = 1350;
         UPDATE orders SET subtotal_minor = 1350, total_minor = 1350;
         UPDATE payments SET amount_minor = 1350; UPDATE checkouts SET total_minor = 1350",
    )
    .await;
    pay(&app, &checkout).await;
    assert_eq!(state_of(&ann, &checkout).await["status"], "paid");
    assert_eq!(count(&app, "orders", "status = 'needs_review' AND payment_status = 'unpaid'").await, 1);
    assert_eq!(count(&app, "payments", "status = 'mismatched' AND captured_minor = 1250").await, 1);
    assert_eq!(count(&app, "outbox", "kind = 'order_confirmation'").await, 0, "nothing is confirmed");
    assert_eq!(count(&app, "outbox", "kind = 'payment_being_checked'").await, 1, "and the payer is told why");
    assert_eq!(state_of(&ann, &checkout).await["order_status"], "needs_review");
    assert_eq!(stock(&app, &mug).await, (4, 0), "the goods are kept for what the person decides");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn another_currency_is_left_to_a_person() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    app.execute(
        "UPDATE order_lines SET currency = 'EUR'; UPDATE orders SET currency = 'EUR';
         UPDATE payments SET currency = 'EUR'; UPDATE checkouts SET currency = 'EUR'",
    )
    .await;
    pay(&app, &checkout).await;
    assert_left_to_a_person(&app, "currency").await;
}

#[actix_web::test]
async fn a_session_of_another_order_is_left_to_a_person() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    app.execute(
        "ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_id_fkey;
         ALTER TABLE payments DROP CONSTRAINT payments_order_id_fkey;
         UPDATE orders SET id = '0192f000-0000-7000-8000-000000000009';
         UPDATE order_lines SET order_id = '0192f000-0000-7000-8000-000000000009';
         UPDATE payments SET order_id = '0192f000-0000-7000-8000-000000000009'",
    )
    .await;
    pay(&app, &checkout).await;
    assert_left_to_a_person(&app, "order_reference").await;
}

async fn assert_left_to_a_person(app: &TestApp, differs: &str) {
    assert_eq!(count(app, "orders", "status = 'needs_review'").await, 1);
    let entry = format!("event = 'order_needs_review' AND detail->'differs' = '[\"{differs}\"]'");
    assert_eq!(count(app, "audit_events", &entry).await, 1);
    assert_eq!(count(app, "outbox", "true").await, 1);
    assert_eq!(count(app, "outbox", "kind = 'payment_being_checked'").await, 1);
    assert_ledger_holds(app).await;
}
