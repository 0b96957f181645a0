//! What is taken off a session.

use crate::support::{Form, Shop};

const COUPON: Form<'_> =
    &[("id", "chk_1"), ("name", "SPRING"), ("amount_off", "500"), ("currency", "eur"), ("duration", "once")];

#[actix_web::test]
async fn a_coupon_is_taken_off_session_payment_and_page() {
    let shop = Shop::open().await;
    let coupon = shop.send("/v1/coupons", COUPON).await;
    assert_eq!((coupon.status, coupon.text("/id"), coupon.number("/amount_off")), (200, "chk_1", 500));
    assert_eq!(shop.fetch("/v1/coupons/chk_1").await.text("/name"), "SPRING");
    let session = shop.create(&[("discounts[0][coupon]", "chk_1")]).await;
    assert_eq!((session.number("/amount_subtotal"), session.number("/amount_total")), (2_500, 2_000));
    assert_eq!(session.number("/total_details/amount_discount"), 500);
    assert_eq!(session.text("/discounts/0/coupon"), "chk_1");
    let (_, page) = shop.page(&format!("/c/pay/{}", session.text("/id"))).await;
    assert!(page.contains("SPRING") && page.contains("-€5.00") && page.contains("Pay €20.00"), "{page}");
}

#[actix_web::test]
async fn an_id_is_taken_once_and_unless_the_key_is_the_same_refused_then() {
    let shop = Shop::open().await;
    assert_eq!(shop.send("/v1/coupons", COUPON).await.status, 200);
    let twice = shop.send("/v1/coupons", COUPON).await;
    assert_eq!((twice.status, twice.error().1), (400, "resource_already_exists"));
}

#[actix_web::test]
async fn a_session_takes_one_coupon_that_exists_and_is_of_its_currency() {
    let shop = Shop::open().await;
    shop.send("/v1/coupons", COUPON).await;
    let dollars: Form<'_> = &[("id", "usd"), ("amount_off", "1"), ("currency", "usd"), ("duration", "once")];
    shop.send("/v1/coupons", dollars).await;
    let two: Form<'_> = &[("discounts[0][coupon]", "chk_1"), ("discounts[1][coupon]", "chk_1")];
    for (discounts, code) in [
        (&[("discounts[0][coupon]", "none")][..], "resource_missing"),
        (&[("discounts[0][coupon]", "usd")], "parameter_invalid"),
        (two, "parameter_invalid"),
    ] {
        let refused = shop.create(discounts).await;
        assert_eq!((refused.status, refused.error().1), (400, code), "{discounts:?}");
    }
    // Nothing is charged for less than nothing: what is left has to be enough to charge.
    let all: Form<'_> = &[("id", "all"), ("amount_off", "9999"), ("currency", "eur"), ("duration", "once")];
    shop.send("/v1/coupons", all).await;
    let refused = shop.create(&[("discounts[0][coupon]", "all")]).await;
    assert_eq!((refused.status, refused.error().1), (400, "amount_too_small"));
}
