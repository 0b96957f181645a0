//! Ends in the middle of a purchase: no paid order is lost, no hold leaks, nothing is sold or told twice.

use securecart_api::crash_point::Step;
use serde_json::json;

use super::{
    super::{
        assert_paid_and_placed_once,
        running_shop::{RunningShop, post, wait_for},
    },
    different_mails,
};
use crate::{
    shopping::{add, assert_ledger_holds, count, on_sale, stock},
    support::{Client, TestApp, new_key},
};

/// Starts the checkout, with the same key until there is an answer; gives its id. Says whether the program ended.
async fn start_until_answered(shop: &mut RunningShop<'_>, buyer: &Client) -> (String, bool) {
    let (key, mut killed) = (new_key(), false);
    loop {
        let Some(answer) = post(buyer, "/api/v1/checkout", &key, &json!({})).await else {
            assert!(!killed, "the program ended twice");
            shop.wait_for_the_end_and_start_again().await;
            killed = true;
            continue;
        };
        assert_eq!(answer.status, 201, "{}", answer.text);
        assert!(answer.body["payment_url"].is_string(), "{}", answer.text);
        return (answer.body["checkout_id"].as_str().unwrap().to_owned(), killed);
    }
}

/// The provider's sessions for a checkout. A page that was opened twice would be two.
fn sessions_of(app: &TestApp, checkout: &str) -> Vec<String> {
    let sessions = app.stripe.sessions();
    let own = sessions.iter().filter(|session| session["metadata"]["checkout_id"] == checkout);
    own.map(|session| session["id"].as_str().unwrap().to_owned()).collect()
}

/// A guest buys two mugs; the program is killed at the step. Whatever it was, one order and one mail come of it.
async fn survives(step: Step) {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let mut shop = RunningShop::start(&app, step).await;
    let buyer = Client::new(&shop.origin);
    assert_eq!(add(&buyer, &mug, 2).await.status, 200);
    let (checkout, killed_while_starting) = start_until_answered(&mut shop, &buyer).await;
    let sessions = sessions_of(&app, &checkout);
    assert_eq!(sessions.len(), 1, "one payment page");
    app.stripe.pay_session_with(&sessions[0], "4242424242424242", Some("payer@example.org")).unwrap();
    if !killed_while_starting {
        shop.wait_for_the_end_and_start_again().await;
    }
    let placed = "status = 'placed' AND payment_status = 'paid'";
    wait_for(async || (count(&app, "orders", placed).await == 1).then_some(())).await;
    wait_for(async || (count(&app, "outbox", "done_at IS NULL").await == 0).then_some(())).await;
    assert_eq!(different_mails(&app), 1, "one mail, however often it was sent");
    assert_eq!(stock(&app, &mug).await, (3, 0));
    assert_eq!(buyer.get(&format!("/api/v1/checkout/{checkout}")).await.body["status"], "paid");
    assert_eq!(buyer.get("/api/v1/cart").await.body["item_count"], 0);
    assert_paid_and_placed_once(&app, 1).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_provider_is_asked() {
    survives(Step::CheckoutOpened).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_payment_page_is_noted() {
    survives(Step::PageOpened).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_shopper_hears_of_the_page() {
    survives(Step::PageNoted).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_a_webhook_is_acted_upon() {
    survives(Step::EventNoted).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_money_is_booked() {
    survives(Step::MoneyHeard).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_order_is_committed() {
    survives(Step::OrderUncommitted).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_anybody_hears_of_the_order() {
    survives(Step::OrderPlaced).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_before_the_mail_is_sent() {
    survives(Step::MailTaken).await;
}

#[actix_web::test]
async fn a_purchase_survives_an_end_after_the_mail_was_sent() {
    survives(Step::MailSent).await;
}

/// The page is closed at the provider, and the program dies before it gives the stock back.
#[actix_web::test]
async fn no_hold_leaks_when_the_program_ends_while_a_checkout_is_given_up() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let mut shop = RunningShop::start(&app, Step::PageClosed).await;
    let buyer = Client::new(&shop.origin);
    assert_eq!(add(&buyer, &mug, 2).await.status, 200);
    let (checkout, _) = start_until_answered(&mut shop, &buyer).await;
    let cancel = format!("/api/v1/checkout/{checkout}/cancel");
    assert!(post(&buyer, &cancel, &new_key(), &json!({})).await.is_none(), "the program ended");
    assert_eq!(stock(&app, &mug).await, (5, 2));
    shop.wait_for_the_end_and_start_again().await;
    wait_for(async || (stock(&app, &mug).await == (5, 0)).then_some(())).await;
    assert_eq!(buyer.get(&format!("/api/v1/checkout/{checkout}")).await.body["status"], "cancelled");
    assert_ledger_holds(&app).await;
}
