//! Money and orders come together exactly once.

use std::time::Duration;

use securecart_api::{
    auth::Actor,
    jobs::{self, carry_out_refunds, reconcile, retry_events, send_outbox},
    payments::settle::{SettleError, settle, settle_session},
};
use securecart_db::{DbError, audit};
use securecart_domain::{CheckoutId, checkout::CheckoutStatus};
use securecart_stripe_emulator::{Fault, FaultRule};
use serde_json::{Value, json};

use crate::{
    shopping::{
        add, assert_ledger_holds, buy, cancel, checkout_of, count, mails, on_sale, pay, pay_silently,
        session_of, start, state_of, stock, told,
    },
    support::{PASSWORD, TestApp},
};

fn pass(app: &TestApp, seconds: i64) {
    app.state.clock.advance(chrono::Duration::seconds(seconds));
}

#[actix_web::test]
async fn a_whole_purchase() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug <b>&</b>", 1250, 5).await, on_sale(&app, "Bowl", 999, 5).await);
    let ann = app.customer("ann").await;
    add(&ann, &mug, 2).await;
    let checkout = checkout_of(&ann, &bowl, 1).await;
    add(&ann, &mug, 1).await;
    pay(&app, &checkout).await;
    let state = state_of(&ann, &checkout).await;
    assert_eq!((&state["status"], &state["order_number"]), (&json!("paid"), &json!("SC-100001")));
    assert_eq!(state["payment_url"], Value::Null);
    let order = ann.get(&format!("/api/v1/me/orders/{}", state["order_id"].as_str().unwrap())).await.body;
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("placed"), &json!("paid")));
    assert_eq!(order["totals"]["total"]["amount_minor"], 2 * 1250 + 999);
    assert_eq!(order["customer"]["email"], "ann@example.org", "the account's address, not the payer's");
    assert_eq!((stock(&app, &mug).await, stock(&app, &bowl).await), ((3, 0), (4, 0)));
    let cart = ann.get("/api/v1/cart").await.body;
    assert_eq!(cart["item_count"], 1, "what was added after the checkout began stays in the cart");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_confirmation_names_number_lines_total_and_page_and_is_sent_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug <b>&</b>", 1250, 5).await;
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, 2).await;
    for _ in 0..2 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    let mails = mails(&app);
    assert_eq!(mails.len(), 1);
    let mail = mails[0].replace("=\r\n", "").replace("=3D", "=");
    let page = format!("{}/orders/{order}", app.origin);
    for words in ["To: ann@example.org", "SC-100001", "25.00 USD", &page, "Mug &#60;b&#62;&#38;&#60;/b&#62;"]
    {
        assert!(mail.contains(words), "{words} is missing in {mail}");
    }
    let (_, html) = mail.split_once("<html").unwrap();
    assert!(!html.contains("<b>"), "a product's name became markup: {html}");
}

#[actix_web::test]
async fn eight_settlements_and_the_webhook_many_times_make_one_order() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 2).await;
    app.stripe.hold_deliveries();
    pay_silently(&app, &checkout);
    let event = app.stripe.events_of_type("checkout.session.completed").remove(0).id;
    let id: CheckoutId = checkout.parse().unwrap();
    let settling = futures_util::future::join_all((0..8).map(|_| settle_patiently(&app, id)));
    let (settled, delivered) = tokio::join!(settling, app.stripe.repeat_event(&event, 4));
    assert!(settled.iter().all(|status| *status == CheckoutStatus::Paid), "{settled:?}");
    for delivery in delivered.unwrap() {
        let status = delivery.attempts[0].http_status;
        assert!(matches!(status, Some(200 | 503)), "taken, or asked to come again: {delivery:?}");
    }
    for delivery in app.stripe.repeat_event(&event, 2).await.unwrap() {
        assert_eq!(delivery.attempts[0].http_status, Some(200), "{delivery:?}");
    }
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 1);
    assert_eq!(count(&app, "outbox", "true").await, 1);
    assert_eq!(count(&app, "stock_movements", "kind = 'sale'").await, 1);
    assert_eq!(count(&app, "audit_events", "event = 'order_placed'").await, 1);
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_ledger_holds(&app).await;
}

/// Settles; tries again when the shop says that too many want something at once.
async fn settle_patiently(app: &TestApp, id: CheckoutId) -> CheckoutStatus {
    loop {
        let settled = settle(&app.state, &Actor::system(), id).await;
        if !matches!(settled, Err(SettleError::Db(DbError::Unavailable(_)))) {
            return settled.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn a_lost_webhook_is_made_up_for_by_the_reconciler() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    app.stripe.lose_next_events(10);
    pay_silently(&app, &checkout);
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 0, "young ones are left to the webhook");
    pass(&app, 11);
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 1);
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid");
    assert_ledger_holds(&app).await;
}

/// More pages than one after another could be asked about: a round takes all of them.
#[actix_web::test]
async fn sixty_lost_webhooks_are_made_up_for_in_one_round() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 60).await;
    app.stripe.clear_webhook_url();
    for _ in 0..60 {
        let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
        pay_silently(&app, &checkout);
    }
    pass(&app, 11);
    reconcile(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 60);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_lost_webhook_is_made_up_for_by_the_success_page() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    app.stripe.clear_webhook_url();
    pay_silently(&app, &checkout);
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn money_that_comes_after_the_stock_went_back_goes_back_at_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 2).await;
    // The provider opens the session, but no answer ever arrives: the shop gives up.
    app.stripe.inject_rule(FaultRule::next(3, Fault::DropResponse).on("POST", "/v1/checkout/sessions"));
    assert_eq!(start(&guest).await.status, 503);
    assert_eq!(stock(&app, &mug).await, (5, 0));
    let session = app.stripe.sessions()[0]["id"].as_str().unwrap().to_owned();
    app.stripe.pay_session_with(&session, "4242424242424242", Some("payer@example.org")).unwrap();
    told(&app).await;
    assert_eq!(count(&app, "orders", "status = 'cancelled' AND payment_status = 'refunded'").await, 1);
    assert_eq!(count(&app, "payments", "status = 'succeeded' AND refunded_minor = 2500").await, 1);
    assert_eq!(count(&app, "refunds", "origin = 'shop' AND status = 'pending'").await, 1, "decided with it");
    assert_ledger_holds(&app).await;
    carry_out_refunds(app.state.clone()).await.unwrap();
    assert_eq!(app.stripe.refunds()[0]["amount"], 2500);
    assert_eq!(count(&app, "refunds", "status = 'succeeded'").await, 1);
    send_outbox(app.state.clone()).await.unwrap();
    let mails = mails(&app);
    let told = |words: &str| mails.iter().filter(|mail| mail.contains(words)).count();
    assert_eq!((mails.len(), told("We could not send your order"), told("To: payer@example.org")), (2, 1, 2));
    assert_eq!(stock(&app, &mug).await, (5, 0), "no goods are taken that are not held");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_declined_card_changes_nothing_and_another_card_pays() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    app.stripe.decline_session(&session_of(&app, &checkout)).unwrap();
    told(&app).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "open");
    assert_eq!(stock(&app, &mug).await, (5, 1));
    pay(&app, &checkout).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_guests_order_takes_the_address_from_the_payment_page() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    assert_eq!(count(&app, "orders", "email_sealed IS NOT NULL AND customer_id IS NULL").await, 1);
    send_outbox(app.state.clone()).await.unwrap();
    assert!(mails(&app)[0].contains("To: payer@example.org"));
}

#[actix_web::test]
async fn what_a_guest_bought_leaves_the_cart_also_after_signing_in() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    app.account("ann").await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    assert_eq!(guest.login("ann", PASSWORD).await.status, 200);
    assert_eq!(guest.get("/api/v1/cart").await.body["item_count"], 1);
    pay(&app, &checkout).await;
    assert_eq!(guest.get("/api/v1/cart").await.body["item_count"], 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_product_that_is_delisted_while_it_is_paid_is_still_sold() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let checkout = checkout_of(&app.anonymous(), &mug, 1).await;
    app.execute(
        "UPDATE products SET status = 'discontinued', name = 'Other'; UPDATE product_variants SET price_minor = 1",
    )
    .await;
    pay(&app, &checkout).await;
    assert_eq!(count(&app, "orders", "status = 'placed' AND total_minor = 1250").await, 1);
    assert_eq!(count(&app, "order_lines", "name = 'Mug' AND unit_price_minor = 1250").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_event_that_could_not_be_handled_is_handled_later() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let completed = "kind = 'checkout.session.completed' AND processed_at IS NULL";
    app.stripe.inject_rule(FaultRule::next(20, Fault::ServerError).on("GET", "/v1/checkout/sessions"));
    pay(&app, &checkout).await;
    assert_eq!(count(&app, "webhook_events", &format!("{completed} AND last_error IS NOT NULL")).await, 1);
    app.stripe.clear_faults();
    retry_events(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "webhook_events", completed).await, 1, "it waits its time");
    pass(&app, 11);
    retry_events(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "webhook_events", completed).await, 0);
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn numbers_run_without_gaps_when_many_pay_at_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 20).await;
    let mut checkouts = Vec::new();
    for _ in 0..6 {
        checkouts.push(checkout_of(&app.anonymous(), &mug, 1).await);
    }
    for checkout in &checkouts {
        pay_silently(&app, checkout);
    }
    told(&app).await;
    // What was too much at once on a slow machine is left to the job.
    pass(&app, 60);
    retry_events(app.state.clone()).await.unwrap();
    let numbers = "status = 'placed' AND number BETWEEN 'SC-100001' AND 'SC-100006'";
    assert_eq!(count(&app, "orders", numbers).await, 6);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_mail_that_can_not_be_sent_is_sent_later_and_not_for_ever() {
    let app =
        TestApp::start_with(&[("SECURECART_SMTP_HOST", "127.0.0.1"), ("SECURECART_SMTP_PORT", "1")]).await;
    let mug = on_sale(&app, "Mug", 1250, 20).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    for _ in 0..2 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    let waiting = "done_at IS NULL AND attempts = 1 AND locked_until IS NULL AND last_error IS NOT NULL";
    assert_eq!(count(&app, "outbox", waiting).await, 1, "tried once, then it waits");
    for _ in 0..20 {
        pass(&app, 8 * 3600);
        send_outbox(app.state.clone()).await.unwrap();
    }
    assert_eq!(count(&app, "outbox", "done_at IS NULL AND attempts = 12").await, 1, "given up");
}

#[actix_web::test]
async fn a_task_whose_worker_died_is_taken_up_again() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 20).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    app.execute("UPDATE outbox SET attempts = 1, locked_until = now() + interval '2 minutes'").await;
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails(&app).len(), 0, "somebody else has it");
    pass(&app, 121);
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(mails(&app).len(), 1);
    assert_eq!(count(&app, "outbox", "done_at IS NULL").await, 0);
}

#[actix_web::test]
async fn a_session_of_another_shop_is_nothing_to_us() {
    let app = TestApp::start().await;
    let outcome = settle_session(&app.state, &Actor::system(), "cs_test_unknown").await;
    assert!(matches!(outcome, Ok(None)), "{outcome:?}");
}

#[actix_web::test]
async fn the_audit_log_tells_the_story_of_a_checkout() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    cancel(&guest, &checkout).await;
    let order = buy(&app, &guest, &mug, 1).await;
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "checkout", &checkout).await.unwrap();
    assert_eq!(events, ["checkout_started", "checkout_cancelled"]);
    let events = audit::list_events_for_object(&mut conn, "order", &order).await.unwrap();
    assert_eq!(events, ["order_placed"]);
}

#[actix_web::test]
async fn jobs_that_are_told_to_stop_stop() {
    let app = TestApp::start().await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let running = jobs::spawn(&app.state, &stopping);
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.send_replace(true);
    for job in running {
        tokio::time::timeout(Duration::from_secs(5), job).await.expect("the job stops").unwrap();
    }
}
