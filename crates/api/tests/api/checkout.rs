//! From the cart to the payment page and back.

use std::time::Duration;

use securecart_stripe_emulator::PaymentOutcome;
use serde_json::{Value, json};

use crate::{
    shopping::{
        add, assert_ledger_holds, cancel, checkout_of, count, guests_with, on_sale, pay, pay_silently,
        session_of, start, start_all, state_of, stock, told,
    },
    support::TestApp,
};

#[actix_web::test]
async fn a_checkout_holds_the_stock_and_names_a_page() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 2).await;
    let started = start(&ann).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    assert_eq!(started.header("location"), format!("/api/v1/checkout/{checkout}"));
    assert!(started.body["payment_url"].as_str().unwrap().starts_with(app.stripe.base_url()));
    assert_eq!(stock(&app, &mug).await, (5, 2));
    let state = state_of(&ann, checkout).await;
    assert_eq!(state["status"], "open");
    assert_eq!((&state["order_id"], &state["order_number"]), (&Value::Null, &Value::Null));
    assert_eq!(state["total"], json!({"amount_minor": 2500, "currency": "USD"}));
    let session = app.stripe.object(&session_of(&app, checkout)).unwrap();
    assert_eq!(session["amount_total"], 2500);
    assert_eq!(session["customer_email"], "ann@example.org");
    assert_eq!(session["success_url"], format!("{}/checkout/success?checkout={checkout}", app.origin));
    assert_eq!(session["cancel_url"], format!("{}/checkout/cancelled?checkout={checkout}", app.origin));
    let calls = app.stripe.api_calls();
    assert!(calls.iter().any(|call| call.idempotency_key.as_deref() == Some(checkout)), "{calls:?}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_empty_cart_is_not_paid_for() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    for client in [app.anonymous(), app.customer("ann").await] {
        let refused = start(&client).await;
        assert_eq!((refused.status, refused.problem()), (409, "cart-empty"), "{}", refused.text);
    }
    let guest = app.anonymous();
    let cart = add(&guest, &mug, 1).await.body;
    guest.delete(&format!("/api/v1/cart/items/{}", cart["lines"][0]["id"].as_str().unwrap())).await;
    assert_eq!(start(&guest).await.problem(), "cart-empty");
    assert_eq!(count(&app, "checkouts", "true").await, 0);
}

#[actix_web::test]
async fn another_total_than_the_shopper_saw_is_a_conflict_that_names_both() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    app.execute("UPDATE product_variants SET price_minor = 1500").await;
    let seen = json!({"expected_total": {"amount_minor": 1250, "currency": "USD"}});
    let refused = guest.post("/api/v1/checkout", seen).await;
    assert_eq!((refused.status, refused.problem()), (409, "cart-changed"), "{}", refused.text);
    let detail = refused.body["detail"].as_str().unwrap();
    assert!(detail.contains("12.50 USD") && detail.contains("15.00 USD"), "{detail}");
    assert_eq!(stock(&app, &mug).await, (5, 0));
    let now = json!({"expected_total": {"amount_minor": 1500, "currency": "USD"}});
    assert_eq!(guest.post("/api/v1/checkout", now).await.status, 201);
}

#[actix_web::test]
async fn a_price_that_rose_ends_the_open_checkout_of_the_old_price() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let first = checkout_of(&guest, &mug, 1).await;
    app.execute("UPDATE product_variants SET price_minor = 1500").await;
    let seen = json!({"expected_total": {"amount_minor": 1250, "currency": "USD"}});
    assert_eq!(guest.post("/api/v1/checkout", seen).await.problem(), "cart-changed");
    let agreed = json!({"expected_total": {"amount_minor": 1500, "currency": "USD"}});
    let second = guest.post("/api/v1/checkout", agreed).await;
    assert_eq!(second.status, 201, "{}", second.text);
    assert_eq!(state_of(&guest, &first).await["status"], "cancelled");
    assert_eq!(stock(&app, &mug).await, (5, 1));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn price_total_and_currency_are_not_the_callers_to_say() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    for field in ["total", "price", "currency", "discount", "status", "customer_id"] {
        let refused = guest.post("/api/v1/checkout", json!({field: 1})).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![format!("/{field}").as_str()]));
    }
}

#[actix_web::test]
async fn every_line_that_can_not_be_had_is_named() {
    let app = TestApp::start().await;
    let mut goods = Vec::new();
    let guest = app.anonymous();
    for name in ["Mug", "Bowl", "Jug"] {
        goods.push(on_sale(&app, name, 1250, 3).await);
        add(&guest, goods.last().unwrap(), 3).await;
    }
    checkout_of(&app.anonymous(), &goods[0], 3).await;
    checkout_of(&app.anonymous(), &goods[1], 1).await;
    app.execute("UPDATE products SET status = 'discontinued' WHERE name = 'Jug'").await;
    let refused = start(&guest).await;
    assert_eq!((refused.status, refused.problem()), (409, "insufficient-stock"), "{}", refused.text);
    assert_eq!(
        refused.body["detail"],
        "Mug is sold out. Only 2 units of Bowl are available. Jug is no longer sold."
    );
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_two_buyers_of_the_last_unit_one_gets_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 1).await;
    let guests = guests_with(&app, &mug, 2, 1).await;
    let answers = start_all(&guests).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{answers:?}");
    let lost = answers.iter().find(|answer| answer.status == 409).unwrap();
    assert_eq!((lost.problem(), &lost.body["detail"]), ("insufficient-stock", &json!("Mug is sold out.")));
    let winner = answers.iter().position(|answer| answer.status == 201).unwrap();
    let checkout = answers[winner].body["checkout_id"].as_str().unwrap();
    pay(&app, checkout).await;
    assert_eq!(state_of(&guests[winner], checkout).await["status"], "paid");
    assert_eq!(stock(&app, &mug).await, (0, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_twenty_buyers_of_five_units_five_get_one() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guests = guests_with(&app, &mug, 20, 1).await;
    let answers = start_all(&guests).await;
    let won: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    let lost = answers.iter().filter(|answer| answer.problem() == "insufficient-stock").count();
    assert_eq!((won.len(), lost), (5, 15), "{answers:?}");
    assert_eq!(stock(&app, &mug).await, (5, 5));
    for answer in won {
        pay(&app, answer.body["checkout_id"].as_str().unwrap()).await;
    }
    assert_eq!(stock(&app, &mug).await, (0, 0));
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 5);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn carts_with_the_same_things_in_any_order_do_not_lock_each_other_out() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 50).await, on_sale(&app, "Bowl", 999, 50).await);
    let mut guests = Vec::new();
    for turn in 0..8 {
        let guest = app.anonymous();
        let (first, second) = if turn % 2 == 0 { (&mug, &bowl) } else { (&bowl, &mug) };
        add(&guest, first, 1).await;
        add(&guest, second, 2).await;
        guests.push(guest);
    }
    let answers = start_all(&guests).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_same_cart_again_is_the_same_checkout_also_all_at_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 1).await;
    let ann = app.customer("ann").await;
    add(&ann, &mug, 1).await;
    let tabs: Vec<_> = (0..6).map(|_| ann.twin()).collect();
    let mut answers = start_all(&tabs).await;
    answers.push(start(&ann).await);
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    assert!(answers.iter().all(|answer| answer.body == answers[0].body), "{answers:?}");
    assert_eq!(app.stripe.sessions().len(), 1);
    assert_eq!(count(&app, "checkouts", "true").await, 1);
    let cart = ann.get("/api/v1/cart").await.body;
    assert_eq!(cart["lines"][0]["problem"], Value::Null, "what I hold myself is not sold out for me");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn another_cart_ends_the_earlier_checkout() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 3).await;
    let guest = app.anonymous();
    let first = checkout_of(&guest, &mug, 1).await;
    let second = checkout_of(&guest, &mug, 2).await;
    assert_ne!(first, second);
    assert_eq!(state_of(&guest, &first).await["status"], "cancelled");
    assert_eq!(app.stripe.object(&session_of(&app, &first)).unwrap()["status"], "expired");
    assert_eq!(stock(&app, &mug).await, (3, 3));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_earlier_checkout_that_was_paid_meanwhile_is_not_paid_twice() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    app.stripe.clear_webhook_url();
    let first = checkout_of(&guest, &mug, 1).await;
    pay_silently(&app, &first);
    let again = start(&guest).await;
    assert_eq!((again.status, again.problem()), (409, "conflict"), "{}", again.text);
    assert_eq!(state_of(&guest, &first).await["status"], "paid");
    let second = checkout_of(&guest, &mug, 1).await;
    pay_silently(&app, &second);
    add(&guest, &mug, 2).await;
    let changed = start(&guest).await;
    assert_eq!((changed.status, changed.problem()), (409, "conflict"), "{}", changed.text);
    assert_eq!(count(&app, "orders", "status = 'placed'").await, 2);
    assert_eq!(
        guest.get("/api/v1/cart").await.body["item_count"],
        2,
        "only what was bought has left the cart"
    );
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn giving_up_gives_the_stock_back_and_can_be_said_twice() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 2).await;
    for _ in 0..2 {
        let answer = cancel(&guest, &checkout).await;
        assert_eq!((answer.status, &answer.body["status"]), (200, &json!("cancelled")), "{}", answer.text);
        assert_eq!(answer.body["payment_url"], Value::Null);
    }
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_eq!(app.stripe.pay_session(&session_of(&app, &checkout)).unwrap(), PaymentOutcome::Expired);
    assert_eq!(guest.get("/api/v1/cart").await.body["item_count"], 2, "the cart is as it was");
    assert_eq!(count(&app, "orders", "status = 'cancelled' AND payment_status = 'voided'").await, 1);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn giving_up_what_was_paid_a_moment_ago_says_paid() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    app.stripe.clear_webhook_url();
    let checkout = checkout_of(&guest, &mug, 2).await;
    pay_silently(&app, &checkout);
    let answer = cancel(&guest, &checkout).await;
    assert_eq!((answer.status, &answer.body["status"]), (200, &json!("paid")), "{}", answer.text);
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn paying_and_giving_up_at_the_same_moment_ends_in_one_of_the_two() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 50).await;
    for turn in 0..8 {
        let guest = app.anonymous();
        let checkout = checkout_of(&guest, &mug, 1).await;
        let session = session_of(&app, &checkout);
        let paying = async {
            tokio::time::sleep(Duration::from_millis(turn * 3)).await;
            app.stripe.pay_session(&session).unwrap()
        };
        let (outcome, answer) = tokio::join!(paying, cancel(&guest, &checkout));
        told(&app).await;
        let paid = matches!(outcome, PaymentOutcome::Paid { .. });
        let expected = if paid { "paid" } else { "cancelled" };
        assert_eq!(answer.status, 200, "{}", answer.text);
        let stored = format!("id = '{}' AND status = '{expected}'", checkout.trim_start_matches("chk_"));
        assert_eq!(count(&app, "checkouts", &stored).await, 1, "{outcome:?}");
        assert_ledger_holds(&app).await;
    }
}

#[actix_web::test]
async fn another_shoppers_checkout_is_not_found() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let (ann, bob, guest) = (app.customer("ann").await, app.customer("bob").await, app.anonymous());
    add(&bob, &mug, 1).await;
    add(&guest, &mug, 1).await;
    let of_ann = checkout_of(&ann, &mug, 1).await;
    let of_guest = checkout_of(&app.anonymous(), &mug, 1).await;
    for checkout in [&of_ann, &of_guest] {
        for other in [&bob, &guest, &app.anonymous()] {
            let path = format!("/api/v1/checkout/{checkout}");
            assert_eq!(other.get(&path).await.status, 404);
            assert_eq!(cancel(other, checkout).await.status, 404);
        }
    }
    assert_eq!(ann.get("/api/v1/checkout/chk_0192f000000070008000000000000001").await.status, 404);
    assert_eq!(ann.get("/api/v1/checkout/nonsense").await.status, 404);
    assert_eq!(stock(&app, &mug).await, (5, 2));
}

#[actix_web::test]
async fn many_who_wait_for_one_checkout_make_the_provider_answer_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &mug, 1).await;
    let asked = || app.stripe.api_calls().iter().filter(|call| call.method == "GET").count();
    let tabs: Vec<_> = (0..5).map(|_| guest.twin()).collect();
    futures_util::future::join_all(tabs.iter().map(|tab| state_of(tab, &checkout))).await;
    assert_eq!(asked(), 1);
    app.state.clock.advance(chrono::Duration::seconds(2));
    state_of(&guest, &checkout).await;
    assert_eq!(asked(), 2);
}

#[actix_web::test]
async fn a_total_below_what_the_provider_takes_is_said_so() {
    let app = TestApp::start().await;
    let pin = on_sale(&app, "Pin", 1, 5).await;
    let guest = app.anonymous();
    add(&guest, &pin, 1).await;
    let refused = start(&guest).await;
    assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{}", refused.text);
    assert_eq!(stock(&app, &pin).await, (5, 0));
    assert_ledger_holds(&app).await;
}
