//! What goes back, to the cent.

use securecart_api::jobs::send_outbox;
use securecart_db::audit;
use serde_json::{Value, json};

use super::{Sold, given_back, mails_about, refund, seen, sold, usd};
use crate::shopping::{assert_ledger_holds, stock};

#[actix_web::test]
async fn units_go_back_and_on_the_shelf_and_the_order_says_so() {
    let Sold { app, mug, ann, clerk, order, line } = sold(3).await;
    let made = refund(
        &clerk,
        &order,
        json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true, "note": "Handle off"}),
    )
    .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let told = &made.body["refund"];
    assert_eq!((&told["status"], &told["amount"]), (&json!("succeeded"), &usd(1250)));
    assert_eq!(told["lines"], json!([{"line_id": line, "quantity": 1, "amount": usd(1250)}]));
    assert_eq!((stock(&app, &mug).await, given_back(&app).await), ((8, 0), (1250, 1250)));

    let order_now = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!(order_now["payment_status"], "partially_refunded");
    assert_eq!(order_now["totals"]["refunded"], usd(1250));
    assert_eq!(
        (&order_now["lines"][0]["refunded_quantity"], &order_now["lines"][0]["refunded"]),
        (&json!(1), &usd(1250))
    );
    assert_eq!(order_now["refunds"][0]["amount"], usd(1250));
    assert!(!order_now.to_string().contains("Handle off"), "the note is for staff");

    let listed = clerk.get(&format!("/api/v1/admin/orders/{order}/refunds")).await.body;
    assert_eq!((&listed["total"], &listed["items"][0]["note"]), (&json!(1), &json!("Handle off")));
    send_outbox(app.state.clone()).await.unwrap();
    let mails = mails_about(&app, "12.50 USD on their way back");
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("To: ann@example.org") && mails[0].contains("Mug: 12.50 USD"), "{}", mails[0]);
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "order", &order).await.unwrap();
    assert_eq!(events, ["order_placed", "refund_requested", "refund_succeeded"]);
    drop(conn);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_goes_back_is_what_was_paid_after_discount_and_with_tax_to_the_last_cent() {
    let Sold { app, clerk, order, line, .. } = sold(3).await;
    // 37.50, less 5.00, plus 1.00 of tax that came on top; and 4.00 of shipping with 0.40 of tax.
    app.execute(
        "UPDATE order_lines SET discount_minor = 500, tax_minor = 100;
         UPDATE orders SET discount_minor = 500, tax_minor = 140, shipping_minor = 400, total_minor = 3790;
         UPDATE payments SET amount_minor = 3790, captured_minor = 3790; UPDATE checkouts SET total_minor = 3790",
    )
    .await;
    let mut shares = Vec::new();
    for _ in 0..3 {
        let share = decided(&app, &clerk, &order, json!({"lines": [{"line_id": line, "quantity": 1}]})).await;
        shares.push(share["amount"]["amount_minor"].as_i64().unwrap());
    }
    assert_eq!(shares, [1117, 1117, 1116], "33.50 in three parts");
    let shipping = decided(&app, &clerk, &order, json!({"shipping": true})).await;
    assert_eq!((&shipping["amount"], &shipping["shipping"]), (&usd(440), &usd(440)));
    let now = seen(&clerk, &order).await;
    assert_eq!((&now["payment_status"], &now["totals"]["refunded"]), (&json!("refunded"), &usd(3790)));
    assert_ledger_holds(&app).await;
}

/// A refund of which only the shop's side matters: the emulator was paid another amount.
async fn decided(
    app: &crate::support::TestApp,
    clerk: &crate::support::Client,
    order: &str,
    wish: Value,
) -> Value {
    app.stripe.inject_faults(1, securecart_stripe_emulator::Fault::ServerError);
    let made = refund(clerk, order, wish).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.body["refund"].clone()
}

#[actix_web::test]
async fn an_own_amount_is_told_apart_from_the_sum() {
    let Sold { app, clerk, order, line, .. } = sold(2).await;
    let less = json!({"lines": [{"line_id": line, "quantity": 1}], "amount": usd(1000)});
    let made = refund(&clerk, &order, less).await.body;
    assert_eq!((&made["refund"]["amount"], &made["refund"]["adjustment"]), (&usd(1000), &usd(-250)));
    let goodwill = refund(&clerk, &order, json!({"amount": usd(300)})).await.body;
    assert_eq!((&goodwill["refund"]["amount"], &goodwill["refund"]["adjustment"]), (&usd(300), &usd(300)));
    let rest =
        refund(&clerk, &order, json!({"lines": [{"line_id": line, "quantity": 1}], "amount": usd(1200)}))
            .await;
    assert_eq!(rest.status, 201, "{}", rest.text);
    assert_eq!(seen(&clerk, &order).await["payment_status"], "refunded");
    assert_eq!(given_back(&app).await, (2500, 2500));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_free_order_gives_nothing_back() {
    let Sold { app, clerk, order, line, .. } = sold(1).await;
    app.execute(
        "UPDATE order_lines SET discount_minor = 1250; UPDATE orders SET discount_minor = 1250, total_minor = 0;
         UPDATE payments SET amount_minor = 0, captured_minor = 0, provider_payment_id = NULL;
         UPDATE checkouts SET total_minor = 0",
    )
    .await;
    for wish in [json!({"lines": [{"line_id": line, "quantity": 1}]}), json!({"amount": usd(1)})] {
        let refused = refund(&clerk, &order, wish).await;
        assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{}", refused.text);
    }
    assert!(app.stripe.refunds().is_empty());
    assert_ledger_holds(&app).await;
}
