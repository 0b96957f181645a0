//! What must not be refunded.

use securecart_domain::Permission;
use serde_json::{Value, json};

use super::{Sold, clerk, given_back, refund, refunds_that_are, seen, sold, usd};
use crate::shopping::{assert_ledger_holds, buy, stock};

/// GHSA-7qvr-c5vf-xxfh (Vendure): with an empty list of lines the check whose payment it was meant nothing.
#[actix_web::test]
async fn adv_ghsa_7qvr_c5vf_xxfh_an_empty_list_of_lines_refunds_nothing_and_opens_nothing() {
    let Sold { app, ann, clerk, order, .. } = sold(1).await;
    for wish in [json!({"lines": []}), json!({"lines": [], "shipping": false}), json!({})] {
        let refused = refund(&clerk, &order, wish).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines"]), "{}", refused.text);
    }
    let body = json!({"lines": [], "amount": usd(100), "reason": "other", "restock": false});
    let path = format!("/api/v1/admin/orders/{order}/refunds");
    assert_eq!(ann.post(&path, body.clone()).await.status, 403, "the customer");
    let reader = app.staff(&[Permission::ReadRefunds, Permission::WriteOrders]).await;
    assert_eq!(reader.post(&path, body.clone()).await.status, 403, "staff who may only look");
    let other = "/api/v1/admin/orders/ord_0192f000000070008000000000000001/refunds";
    assert_eq!(clerk.post(other, body).await.status, 404, "no such order");
    assert!(
        app.stripe.refunds().is_empty()
            && app.stripe.api_calls().iter().all(|call| call.path != "/v1/refunds")
    );
}

/// Sylius 1.12.25 to 2.2.9: a customer could start a refund.
#[actix_web::test]
async fn adv_sylius_a_customer_starts_no_refund() {
    let Sold { app, ann, order, line, .. } = sold(1).await;
    let body = json!({"lines": [{"line_id": line, "quantity": 1}], "reason": "other", "restock": false});
    for path in
        [format!("/api/v1/admin/orders/{order}/refunds"), format!("/api/v1/admin/orders/{order}/cancel")]
    {
        assert_eq!(ann.post(&path, body.clone()).await.status, 403, "{path}");
    }
    assert_eq!(ann.post(&format!("/api/v1/me/orders/{order}/refunds"), body).await.status, 404);
    assert!(app.stripe.refunds().is_empty());
}

#[actix_web::test]
async fn amounts_and_units_that_can_not_be_are_refused_and_nothing_moves() {
    let Sold { app, mug, clerk, order, line, .. } = sold(2).await;
    let of = |quantity: Value| json!({"lines": [{"line_id": line, "quantity": quantity}], "restock": true});
    let twice = json!({"lines": [{"line_id": line, "quantity": 1}, {"line_id": line, "quantity": 1}]});
    let foreign = json!({"lines": [{"line_id": "oli_0192f000000070008000000000000001", "quantity": 1}]});
    for (wish, status, pointer) in [
        (of(json!(0)), 422, "/lines/0/quantity"),
        (of(json!(-1)), 422, "/lines/0/quantity"),
        (of(json!(1.5)), 422, "/lines/0/quantity"),
        (of(json!(3)), 422, "/lines/0/quantity"),
        (of(json!(70000)), 422, "/lines/0/quantity"),
        (twice, 422, "/lines"),
        (foreign, 422, "/lines/0/line_id"),
        (json!({"amount": usd(0)}), 422, "/amount"),
        (json!({"amount": usd(-1)}), 422, "/amount"),
        (json!({"amount": {"amount_minor": 1, "currency": "EUR"}}), 422, "/amount"),
        (json!({"amount": usd(1), "reason": "not_honoured"}), 422, "/reason"),
        (json!({"amount": usd(1), "note": "x".repeat(501)}), 422, "/note"),
        (json!({"amount": usd(1), "status": "succeeded"}), 422, "/status"),
    ] {
        let refused = refund(&clerk, &order, wish.clone()).await;
        assert_eq!((refused.status, refused.pointers()), (status, vec![pointer]), "{wish}: {}", refused.text);
    }
    for wish in [json!({"amount": usd(2501)}), json!({"amount": usd(i64::MAX)}), json!({"shipping": true})] {
        assert_eq!(refund(&clerk, &order, wish.clone()).await.problem(), "conflict", "{wish}");
    }
    assert_eq!((refunds_that_are(&app, "pending").await, given_back(&app).await), (0, (0, 0)));
    assert_eq!(stock(&app, &mug).await, (8, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_line_of_another_order_is_no_line_of_this_one() {
    let Sold { app, mug, ann, clerk, order, .. } = sold(1).await;
    let other = buy(&app, &ann, &mug, 2).await;
    let foreign = seen(&clerk, &other).await["lines"][0]["id"].clone();
    let refused = refund(&clerk, &order, json!({"lines": [{"line_id": foreign, "quantity": 1}]})).await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/lines/0/line_id"]));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_was_refunded_is_not_refunded_again() {
    let Sold { app, clerk, order, line, .. } = sold(1).await;
    let all = json!({"lines": [{"line_id": line, "quantity": 1}]});
    assert_eq!(refund(&clerk, &order, all.clone()).await.status, 201);
    for wish in [all, json!({"amount": usd(1)})] {
        let again = refund(&clerk, &order, wish).await;
        assert_eq!((again.status, again.problem()), (409, "conflict"), "{}", again.text);
    }
    assert_eq!(given_back(&app).await, (1250, 1250));
    let even_by_hand = app.refused("UPDATE order_lines SET refunded_quantity = refunded_quantity + 1").await;
    assert!(even_by_hand.contains("order_lines_never_refund_more_units_than_bought"), "{even_by_hand}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn nobody_refunds_an_order_of_their_own() {
    let Sold { app, mug, .. } = sold(1).await;
    let both = clerk(&app).await;
    let own = buy(&app, &both, &mug, 1).await;
    let refused = refund(&both, &own, json!({"amount": usd(1250)})).await;
    assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{}", refused.text);
    let refused = super::cancel(&both, &own, Some(true)).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert_eq!(super::cancel(&both, &own, None).await.status, 200, "as a customer one may cancel");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn giving_money_back_asks_who_sits_there() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    app.execute("UPDATE sessions SET authenticated_at = now() - interval '11 minutes'").await;
    let refused = refund(&clerk, &order, json!({"amount": usd(1)})).await;
    assert_eq!((refused.status, refused.problem()), (403, "confirmation-required"));
    let refused = super::cancel(&clerk, &order, Some(true)).await;
    assert_eq!((refused.status, refused.problem()), (403, "confirmation-required"));
    assert!(app.stripe.refunds().is_empty());
}
