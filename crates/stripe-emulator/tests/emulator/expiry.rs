//! Sessions end.

use std::time::Duration;

use securecart_stripe_emulator::PaymentOutcome;

use crate::support::Shop;

const A_DAY: Duration = Duration::from_hours(24);

#[actix_web::test]
async fn the_shop_expires_an_open_session_once() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let path = format!("/v1/checkout/sessions/{id}/expire");
    let expired = shop.send(&path, &[]).await;
    assert_eq!((expired.status, expired.text("/status")), (200, "expired"));
    assert!(expired.body["url"].is_null());
    let again = shop.send(&path, &[]).await;
    assert_eq!((again.status, again.error().0), (400, "invalid_request_error"));
    assert!(again.text("/error/message").contains("status of `expired`"));
    assert_eq!(shop.emulator.events_of_type("checkout.session.expired").len(), 1);
}

#[actix_web::test]
async fn a_paid_session_cannot_be_expired() {
    let shop = Shop::open().await;
    let (id, _) = shop.paid().await;
    let refused = shop.send(&format!("/v1/checkout/sessions/{id}/expire"), &[]).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text("/error/message").contains("status of `complete`"));
    shop.emulator.advance_clock(A_DAY);
    assert!(shop.emulator.events_of_type("checkout.session.expired").is_empty());
}

#[actix_web::test]
async fn time_expires_a_session_and_cancels_its_payment() {
    let (shop, receiver) = Shop::listening().await;
    let id = shop.session().await;
    shop.emulator.decline_session(&id).unwrap();
    shop.emulator.advance_clock(A_DAY);
    let session = shop.fetch(&format!("/v1/checkout/sessions/{id}")).await;
    assert_eq!((session.text("/status"), session.text("/payment_status")), ("expired", "unpaid"));
    let intent = shop.fetch(&format!("/v1/payment_intents/{}", session.text("/payment_intent"))).await;
    assert_eq!(intent.text("/status"), "canceled");
    assert_eq!(shop.emulator.pay_session(&id).unwrap(), PaymentOutcome::Expired);
    shop.settle().await;
    assert_eq!(receiver.kinds().last().map(String::as_str), Some("checkout.session.expired"));
}

#[actix_web::test]
async fn a_session_expires_without_anybody_asking() {
    let (shop, receiver) = Shop::listening().await;
    let soon = (shop.emulator.now() + 30 * 60).to_string();
    assert_eq!(shop.create(&[("expires_at", &soon)]).await.status, 200);
    shop.emulator.advance_clock(Duration::from_secs(30 * 60 - 1));
    assert!(receiver.received().is_empty());
    // From here on only the emulator's own sweeping can find out.
    for _ in 0..100 {
        if receiver.kinds() == ["checkout.session.expired"] {
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the session did not expire by itself: {:?}", receiver.kinds());
}
