//! Refunds that take their time, fail, or are made by hand.

use securecart_stripe_emulator::{ControlError, RefundStatus};

use crate::support::Shop;

#[actix_web::test]
async fn a_refund_on_its_way_arrives_later_or_comes_back() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    shop.emulator.begin_refunds_as(RefundStatus::Pending);
    let made = shop.send("/v1/refunds", &[("payment_intent", &intent), ("amount", "1000")]).await;
    assert_eq!((made.text("/status"), made.text("/pending_reason")), ("pending", "processing"));
    shop.emulator.move_refund(made.text("/id"), RefundStatus::Succeeded).unwrap();
    let read = shop.fetch(&format!("/v1/refunds/{}", made.text("/id"))).await;
    assert_eq!(read.text("/status"), "succeeded");

    shop.emulator.move_refund(made.text("/id"), RefundStatus::Failed).unwrap();
    let read = shop.fetch(&format!("/v1/refunds/{}", made.text("/id"))).await;
    assert_eq!((read.text("/status"), read.text("/failure_reason")), ("failed", "expired_or_canceled_card"));
    let charge = shop.fetch(&format!("/v1/charges/{}", made.text("/charge"))).await;
    assert_eq!(charge.number("/amount_refunded"), 0, "the money is the shop's again");
    let back = shop.emulator.move_refund(made.text("/id"), RefundStatus::Succeeded);
    assert!(matches!(back, Err(ControlError::Invalid(_))), "nothing comes after a failure: {back:?}");

    let told = |kind| shop.emulator.events_of_type(kind).len();
    assert_eq!((told("refund.created"), told("refund.updated"), told("refund.failed")), (1, 2, 1));
}

#[actix_web::test]
async fn refunds_can_be_made_to_fail_at_once() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    shop.emulator.begin_refunds_as(RefundStatus::Failed);
    let made = shop.send("/v1/refunds", &[("payment_intent", &intent)]).await;
    assert_eq!((made.status, made.text("/status")), (200, "failed"));
    shop.emulator.begin_refunds_as(RefundStatus::Succeeded);
    let again = shop.send("/v1/refunds", &[("payment_intent", &intent)]).await;
    assert_eq!((again.status, again.text("/status")), (200, "succeeded"));
}

#[actix_web::test]
async fn a_refund_by_hand_is_one_like_any_other() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    let made = shop.emulator.refund_by_hand(&intent, Some(700)).unwrap();
    assert_eq!((&made["amount"], &made["metadata"]), (&700.into(), &serde_json::json!({})));
    assert!(shop.emulator.refund_by_hand(&intent, Some(2_000)).is_err());
    let list = shop.fetch(&format!("/v1/refunds?payment_intent={intent}")).await;
    assert_eq!(list.text("/data/0/id"), made["id"].as_str().unwrap());
}
