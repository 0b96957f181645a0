//! That every rule of the books finds what breaks it.

use std::collections::BTreeSet;

use securecart_api::jobs::check_books;
use securecart_db::{
    audit,
    invariants::{find_violations, rules},
};
use securecart_domain::Permission;
use serde_json::json;

use crate::{
    cli::securecart,
    refunds::{clerk, refund, seen},
    shopping::{buy, checkout_of, count, on_sale},
    support::TestApp,
};

/// Each rule, and what an owner of the tables has to do to break it.
const BREAKS: &[(&str, &str)] = &[
    ("the ledger adds up to the counters", "UPDATE stock_levels SET on_hand = on_hand + 1"),
    (
        "what is reserved is what active holds hold",
        "UPDATE stock_holds SET quantity = quantity + 1 WHERE status = 'active'",
    ),
    ("the shelf says what the product says", "UPDATE product_shelf SET in_stock = NOT in_stock"),
    ("a search knows what the variants are called", "UPDATE products SET variant_words = 'mauve'"),
    ("the shelf says what the variants in stock offer", "UPDATE product_shelf SET stocked_value_ids = '{1}'"),
    (
        "only unsettled checkouts hold stock",
        "UPDATE checkouts SET status = 'cancelled' WHERE status = 'open'",
    ),
    (
        "an order costs what its lines cost, and its checkout and payment ask for that",
        "UPDATE checkouts SET total_minor = total_minor + 1",
    ),
    (
        "an order is worked on if and only if its payment succeeded in time",
        "UPDATE payments SET status = 'pending' WHERE status = 'succeeded'",
    ),
    ("an order that is cancelled keeps no money", "UPDATE orders SET status = 'cancelled' WHERE status = 'placed'"),
    (
        "what was refunded of a payment is what its refunds come to",
        "UPDATE payments SET refunded_minor = refunded_minor + 1 WHERE captured_minor > 0",
    ),
    (
        "money that came twice goes back, unless the provider refuses",
        "INSERT INTO unexpected_payments (id, order_id, provider_session_id, provider_payment_id, captured_minor,
           currency, received_at, updated_at)
         SELECT '0192f000-0000-7000-8000-000000000006', id, 'cs_2', 'pi_2', 1250, 'USD', now(), now()
         FROM orders WHERE status = 'placed'",
    ),
    (
        "what was refunded of a line is what its refunds say, and never more than was paid",
        "ALTER TABLE order_lines DROP CONSTRAINT order_lines_refund_what_is_withheld_kept_or_returned;
         UPDATE order_lines SET refunded_quantity = 2 WHERE refunded_quantity = 1",
    ),
    ("the lines of a refund add up, and are lines of its order", "UPDATE refund_lines SET amount_minor = 1"),
    (
        "what was refunded for shipping is what the refunds of the order say",
        "UPDATE refunds SET shipping_minor = 1, adjustment_minor = adjustment_minor - 1",
    ),
    (
        "an order says how much of its payment went back",
        "UPDATE orders SET payment_status = 'refunded' WHERE payment_status = 'partially_refunded'",
    ),
    ("goods that came back are in the ledger", "UPDATE order_lines SET restocked_quantity = 2 WHERE restocked_quantity = 1"),
    (
        "a refund is in the audit log",
        "ALTER TABLE audit_events DISABLE TRIGGER USER;
         UPDATE audit_events SET detail = '{}' WHERE event = 'refund_requested'",
    ),
    (
        "what was sent of a line is what its shipments say, and they are shipments of its order",
        "UPDATE order_lines SET shipped_quantity = shipped_quantity + 1 WHERE withheld_quantity = 1",
    ),
    (
        "what is not sent any more of a line is what its refunds say",
        "ALTER TABLE order_lines DROP CONSTRAINT order_lines_refund_what_is_withheld_kept_or_returned;
         UPDATE order_lines SET withheld_quantity = 0 WHERE withheld_quantity = 1",
    ),
    (
        "an order says how much of it was sent",
        "UPDATE orders SET fulfilment_status = 'partially_fulfilled' WHERE status = 'placed'",
    ),
    (
        "a shipment is in the audit log",
        "INSERT INTO shipments (id, order_id, shipped_at, created_at)
         SELECT '0192f000-0000-7000-8000-000000000004', id, now(), now() FROM orders WHERE status = 'placed'",
    ),
    (
        "what was returned of a line is what its returns say, and they are returns of its order",
        "ALTER TABLE order_lines DROP CONSTRAINT order_lines_never_return_more_than_was_sent;
         UPDATE order_lines SET returned_quantity = 1",
    ),
    (
        "what customers keep of a line without paying is what its refunds say",
        "ALTER TABLE order_lines DROP CONSTRAINT order_lines_never_return_more_than_was_sent,
           DROP CONSTRAINT order_lines_refund_what_is_withheld_kept_or_returned;
         UPDATE order_lines SET kept_quantity = 1",
    ),
    (
        "a return is refunded by a refund of its order that did not fail",
        "UPDATE refunds SET status = 'failed', completed_at = now();
         INSERT INTO returns (id, order_id, status, reason, refund_id, requested_at, decided_at, received_at, updated_at)
         SELECT '0192f000-0000-7000-8000-000000000005', order_id, 'refunded', 'other', id, now(), now(), now(), now()
         FROM refunds",
    ),
    (
        "a return is in the audit log",
        "INSERT INTO returns (id, order_id, status, reason, requested_at, updated_at)
         SELECT '0192f000-0000-7000-8000-000000000005', id, 'requested', 'other', now(), now()
         FROM orders WHERE status = 'placed'",
    ),
    (
        "a checkout is paid if and only if its order has a number",
        "UPDATE checkouts SET status = 'expired' WHERE status = 'paid'",
    ),
    (
        "the goods of a placed order have left the stock",
        "UPDATE stock_holds SET status = 'released' WHERE status = 'claimed'",
    ),
    (
        "a coupon was used as often as it was redeemed or is reserved",
        "INSERT INTO coupons (id, code, kind, currency, used, created_at, updated_at) VALUES
         ('0192f000-0000-7000-8000-000000000002', 'PARCEL', 'free_shipping', 'USD', 1, now(), now())",
    ),
    (
        "a use of a coupon ends with its checkout",
        "INSERT INTO coupons (id, code, kind, currency, used, created_at, updated_at) VALUES
         ('0192f000-0000-7000-8000-000000000002', 'PARCEL', 'free_shipping', 'USD', 1, now(), now());
         INSERT INTO coupon_redemptions (id, coupon_id, checkout_id, status, created_at, updated_at)
         SELECT '0192f000-0000-7000-8000-000000000003', '0192f000-0000-7000-8000-000000000002', id, 'redeemed',
           now(), now() FROM checkouts WHERE status = 'open'",
    ),
    ("order numbers have no gaps", "UPDATE counters SET value = value + 1 WHERE name = 'orders'"),
    (
        "no payment gives back more than it took",
        "ALTER TABLE payments DROP CONSTRAINT payments_never_refund_more_than_captured;
         UPDATE payments SET refunded_minor = captured_minor + 1",
    ),
    (
        "a payment of the provider is for one order only",
        "ALTER TABLE payments DROP CONSTRAINT payments_provider_payment_id_key;
         UPDATE payments SET provider_payment_id = 'pi_twice'",
    ),
    (
        "a call that was answered is marked as carried out",
        "UPDATE idempotency_keys SET has_effect = false WHERE answer_sealed IS NOT NULL",
    ),
    (
        "a placed order is in the audit log",
        "ALTER TABLE audit_events DISABLE TRIGGER USER;
         UPDATE audit_events SET object_key = 'ord_none' WHERE event = 'order_placed'",
    ),
    (
        "a count that staff changed is in the audit log",
        "ALTER TABLE audit_events DISABLE TRIGGER USER;
         UPDATE audit_events SET at = at - interval '1 second' WHERE event = 'inventory_adjusted'",
    ),
    (
        "what an open checkout holds is given back when its time is over",
        "UPDATE stock_holds SET expires_at = now() - interval '2 hours' WHERE status = 'active'",
    ),
    (
        "what a checkout holds is what its order asks for",
        "UPDATE stock_holds SET quantity = quantity - 1 WHERE status = 'claimed'",
    ),
    (
        "what was sold of a variant is what paid checkouts took",
        "ALTER TABLE stock_movements DISABLE TRIGGER USER;
         UPDATE stock_movements SET kind = 'adjustment' WHERE kind = 'sale'",
    ),
    (
        "a payment that is on its way arrives or fails within a month",
        "UPDATE checkouts SET status = 'processing', created_at = now() - interval '31 days' WHERE status = 'open'",
    ),
    (
        "an order that is completed, cancelled or waits for a person is in the audit log",
        "UPDATE orders SET status = 'completed', fulfilment_status = 'fulfilled', completed_at = now()
         WHERE status = 'placed'",
    ),
    (
        "a checkout that ended without money is in the audit log",
        "UPDATE checkouts SET status = 'cancelled', completed_at = now() WHERE status = 'open'",
    ),
    (
        "how a refund ended is in the audit log",
        "UPDATE refunds SET status = 'failed', completed_at = now()",
    ),
    (
        "what became of a return is in the audit log",
        "INSERT INTO returns (id, order_id, status, reason, requested_at, decided_at, updated_at)
         SELECT '0192f000-0000-7000-8000-000000000005', id, 'approved', 'other', now(), now(), now()
         FROM orders WHERE status = 'placed'",
    ),
];

/// A shop in which something was sold and refunded in part, something is being paid for, and somebody has counted.
async fn busy_shop() -> TestApp {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 10).await;
    let order = buy(&app, &app.customer("ann").await, &mug, 2).await;
    let clerk = clerk(&app).await;
    let line = seen(&clerk, &order).await["lines"][0]["id"].clone();
    let wish = json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true});
    let refunded = refund(&clerk, &order, wish).await;
    assert_eq!(refunded.status, 201, "{}", refunded.text);
    checkout_of(&app.anonymous(), &mug, 1).await;
    let staff = app.staff(&[Permission::WriteInventory]).await;
    let body = json!({"variant_id": mug.variant, "expected_on_hand": 9, "on_hand": 7, "reason": "counted"});
    let counted = staff.post("/api/v1/admin/inventory/adjustments", body).await;
    assert_eq!(counted.status, 200, "{}", counted.text);
    app
}

async fn broken(app: &TestApp) -> BTreeSet<&'static str> {
    let mut conn = app.state.db.connection().await.unwrap();
    let findings = find_violations(&mut conn).await.unwrap();
    assert!(findings.unchecked.is_empty(), "{:?}", findings.unchecked);
    findings.violations.into_iter().map(|violation| violation.rule).collect()
}

#[test]
fn every_rule_is_broken_here_once() {
    let broken: BTreeSet<_> = BREAKS.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(broken, rules().collect(), "a rule without a test, or a test without its rule");
}

#[actix_web::test]
async fn what_breaks_a_rule_is_named() {
    for (rule, sql) in BREAKS {
        let app = busy_shop().await;
        assert_eq!(broken(&app).await, BTreeSet::new(), "before {rule}");
        app.execute(sql).await;
        assert!(broken(&app).await.contains(rule), "{rule}: {:?}", broken(&app).await);
    }
}

#[actix_web::test]
async fn the_binary_names_what_is_broken_and_ends_with_a_status_of_its_own() {
    let app = busy_shop().await;
    let told = |output: &std::process::Output| {
        (output.status.code(), String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap())
    };
    let (code, text) = told(&securecart(&app, &["invariants"]));
    assert_eq!((code, text.contains("rules hold")), (Some(0), true), "{text}");
    app.execute("UPDATE stock_levels SET on_hand = on_hand + 1").await;
    let (code, text) = told(&securecart(&app, &["invariants"]));
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("broken: the ledger adds up to the counters: "), "{text}");
}

#[actix_web::test]
async fn the_hourly_look_writes_down_what_is_broken() {
    let app = busy_shop().await;
    check_books(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "audit_events", "event = 'books_broken'").await, 0);
    app.execute("UPDATE counters SET value = value + 1 WHERE name = 'orders'").await;
    check_books(app.state.clone()).await.unwrap();
    let mut conn = app.state.db.connection().await.unwrap();
    let noted = audit::list_events_for_object(&mut conn, "rule", "books").await.unwrap();
    assert_eq!(noted, ["books_broken"]);
}

#[actix_web::test]
async fn a_rule_that_can_not_be_looked_at_hides_no_other() {
    let app = busy_shop().await;
    app.execute("ALTER TABLE counters RENAME TO mislaid; UPDATE checkouts SET total_minor = total_minor + 1")
        .await;
    let error = check_books(app.state.clone()).await.unwrap_err().to_string();
    assert!(error.contains("1 rules could not be looked at"), "{error}");
    assert_eq!(count(&app, "audit_events", "event = 'books_broken'").await, 1, "the broken one is told");
}

#[actix_web::test]
async fn the_hourly_look_sees_that_somebody_changed_the_audit_log() {
    let app = busy_shop().await;
    app.execute(
        "ALTER TABLE audit_events DISABLE TRIGGER USER;
         UPDATE audit_events SET detail = '{}' WHERE event = 'inventory_adjusted'",
    )
    .await;
    check_books(app.state.clone()).await.unwrap();
    let mut conn = app.state.db.connection().await.unwrap();
    let noted = audit::list_events_for_object(&mut conn, "rule", "audit_log").await.unwrap();
    assert_eq!(noted, ["books_broken"]);
}
