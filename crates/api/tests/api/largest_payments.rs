//! What is as much as can be paid online, in lines and in money, is paid; what is more is said before anything is held.

use serde_json::json;

use crate::{
    shopping::{add, assert_ledger_holds, checkout_of, count, on_sale, pay, start, state_of, stock},
    support::TestApp,
};

/// With delivery and tax such a cart has the hundred lines of the provider.
#[actix_web::test]
async fn a_cart_with_as_many_lines_as_it_may_have_is_paid() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 5).await;
    let guest = app.anonymous();
    add(&guest, &mug, 1).await;
    app.execute(
        "INSERT INTO product_variants (id, product_id, position, title, price_minor, currency, created_at, updated_at)
         SELECT gen_random_uuid(), id, n, 'v' || n, 100, 'USD', now(), now() FROM products, generate_series(2, 98) n;
         INSERT INTO stock_levels (variant_id, on_hand, reserved, updated_at)
         SELECT id, 1, 0, now() FROM product_variants WHERE position > 1;
         INSERT INTO stock_movements (id, variant_id, kind, on_hand_delta, reserved_delta, reason, created_at)
         SELECT gen_random_uuid(), id, 'receipt', 1, 0, 'test', now() FROM product_variants WHERE position > 1;
         INSERT INTO cart_lines (id, cart_id, variant_id, quantity, created_at, updated_at)
         SELECT gen_random_uuid(), c.id, v.id, 1, now(), now() FROM carts c, product_variants v WHERE v.position > 1",
    )
    .await;
    let started = start(&guest).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let checkout = started.body["checkout_id"].as_str().unwrap();
    pay(&app, checkout).await;
    assert_eq!(state_of(&guest, checkout).await["status"], "paid");
    assert_eq!(count(&app, "order_lines", "true").await, 98);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn more_than_can_be_paid_online_is_refused_and_holds_nothing() {
    let app = TestApp::start().await;
    let (yacht, mug) = (on_sale(&app, "Yacht", 99_999_999, 5).await, on_sale(&app, "Mug", 1, 5).await);
    let guest = app.anonymous();
    let checkout = checkout_of(&guest, &yacht, 1).await;
    pay(&app, &checkout).await;
    assert_eq!(state_of(&guest, &checkout).await["status"], "paid", "the largest amount is paid");
    add(&guest, &yacht, 1).await;
    add(&guest, &mug, 1).await;
    let refused = start(&guest).await;
    assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{}", refused.text);
    assert!(refused.body["detail"].as_str().unwrap().contains("largest amount"), "{}", refused.text);
    assert_eq!(stock(&app, &mug).await, (5, 0));
    assert_eq!(count(&app, "checkouts", "true").await, 1);
    let cart = guest.get("/api/v1/cart").await.body;
    assert_eq!(cart["item_count"], json!(2), "the cart is as it was");
}
