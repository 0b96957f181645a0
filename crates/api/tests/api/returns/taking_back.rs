//! A return from the answer to the money.

use reqwest::Method;
use securecart_api::jobs::send_outbox;
use securecart_stripe_emulator::RefundStatus;
use serde_json::{Value, json};

use super::{act, ask, sent};
use crate::{
    refunds::{Sold, clerk, given_back, mails_about, refund, seen, usd},
    shipments::{of, ship},
    shopping::{assert_ledger_holds, buy, count, stock},
    support::new_key,
};

fn steps(order: &Value) -> Vec<String> {
    let entries = order["timeline"].as_array().unwrap();
    entries.iter().map(|entry| entry["step"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_return_goes_from_the_wish_to_the_money() {
    let Sold { app, mug, ann, clerk, order, line } = sent(2).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    app.state.clock.advance(chrono::Duration::seconds(1));
    let answer = json!({"answer": "Harbour Steps 7, 26121 Oldenburg"});
    let approved = act(&clerk, &order, &id, "approve", answer).await;
    assert_eq!((approved.status, &approved.body["status"]), (200, &json!("approved")), "{}", approved.text);
    app.state.clock.advance(chrono::Duration::seconds(1));
    assert_eq!(act(&clerk, &order, &id, "refund", json!({})).await.problem(), "conflict", "it is not here");
    let received = act(&clerk, &order, &id, "receive", json!({"restock": [line]})).await;
    assert_eq!((received.status, &received.body["status"]), (200, &json!("received")), "{}", received.text);
    assert_eq!(stock(&app, &mug).await, (9, 0), "on the shelf again");
    app.state.clock.advance(chrono::Duration::seconds(1));
    let refunded = act(&clerk, &order, &id, "refund", json!({})).await;
    assert_eq!((refunded.status, &refunded.body["status"]), (200, &json!("refunded")), "{}", refunded.text);
    assert_eq!(given_back(&app).await, (1250, 1250));
    assert_eq!(stock(&app, &mug).await, (9, 0), "once");
    let now = seen(&clerk, &order).await;
    assert_eq!(
        (&now["payment_status"], &now["refunds"][0]["reason"]),
        (&json!("partially_refunded"), &json!("damaged"))
    );
    assert_eq!(
        steps(&now),
        ["placed", "paid", "shipped", "return_requested", "return_approved", "return_received", "refunded"]
    );
    assert_eq!(now["lines"][0]["returnable_quantity"], 1);
    for _ in 0..2 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    for words in ["You may send it back: order SC-100001", "Your return has arrived: order SC-100001"] {
        assert_eq!(mails_about(&app, words).len(), 1, "{words}");
    }
    assert!(mails_about(&app, "You may send it back")[0].contains("26121 Oldenburg"));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_is_rejected_can_be_asked_for_again_and_never_goes_on() {
    let Sold { app, ann, clerk, order, line, .. } = sent(1).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    let rejected = act(&clerk, &order, &id, "reject", json!({"answer": "It was worn."})).await;
    assert_eq!((rejected.status, &rejected.body["answer"]), (200, &json!("It was worn.")));
    for step in ["approve", "reject", "receive", "refund"] {
        let refused = act(&clerk, &order, &id, step, json!({})).await;
        assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{step}: {}", refused.text);
    }
    send_outbox(app.state.clone()).await.unwrap();
    assert!(mails_about(&app, "About your return")[0].contains("It was worn."));
    // Asked for again, approved, and never sent.
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    assert_eq!(act(&clerk, &order, &id, "approve", json!({})).await.status, 200);
    assert_eq!(act(&clerk, &order, &id, "reject", json!({})).await.status, 200);
    assert_eq!(seen(&clerk, &order).await["lines"][0]["returnable_quantity"], 1);
    assert_eq!(given_back(&app).await, (0, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn broken_goods_stay_off_the_shelf_and_later_refunds_put_theirs_on_it() {
    let Sold { app, mug, ann, clerk, order, line } = sent(3).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    assert_eq!(act(&clerk, &order, &id, "approve", json!({})).await.status, 200);
    let foreign = json!({"restock": ["oli_0192f000000070008000000000000001"]});
    assert_eq!(act(&clerk, &order, &id, "receive", foreign).await.pointers(), ["/restock/0"]);
    assert_eq!(act(&clerk, &order, &id, "receive", json!({})).await.status, 200);
    assert_eq!(stock(&app, &mug).await, (7, 0), "it is broken");
    let one = json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true});
    assert_eq!(refund(&clerk, &order, one.clone()).await.status, 201);
    assert_eq!(stock(&app, &mug).await, (8, 0));
    let body = json!({"amount": usd(1000), "note": "scratched"});
    assert_eq!(act(&clerk, &order, &id, "refund", body).await.body["status"], "refunded");
    assert_eq!(given_back(&app).await, (2250, 2250));
    assert_eq!(refund(&clerk, &order, one).await.status, 201);
    assert_eq!(stock(&app, &mug).await, (9, 0));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn money_that_comes_back_lets_the_return_wait_for_another_refund() {
    let Sold { app, ann, clerk, order, line, .. } = sent(1).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    assert_eq!(act(&clerk, &order, &id, "approve", json!({})).await.status, 200);
    assert_eq!(act(&clerk, &order, &id, "receive", json!({"restock": [line]})).await.status, 200);
    app.stripe.begin_refunds_as(RefundStatus::Failed);
    let failed = act(&clerk, &order, &id, "refund", json!({})).await;
    assert_eq!((failed.status, &failed.body["status"]), (200, &json!("received")), "{}", failed.text);
    assert_ledger_holds(&app).await;
    app.stripe.begin_refunds_as(RefundStatus::Succeeded);
    assert_eq!(act(&clerk, &order, &id, "refund", json!({})).await.body["status"], "refunded");
    assert_eq!(given_back(&app).await, (1250, 1250));
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_same_call_twice_refunds_once_and_nobody_refunds_a_return_of_their_own() {
    let Sold { app, mug, ann, clerk: staff, order, line } = sent(2).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    assert_eq!(act(&staff, &order, &id, "approve", json!({})).await.status, 200);
    assert_eq!(act(&staff, &order, &id, "receive", json!({})).await.status, 200);
    let path = format!("/api/v1/admin/orders/{order}/returns/{}/refund", id.as_str().unwrap());
    let key = new_key();
    let headers = [("idempotency-key", key.as_str())];
    let first = staff.call(Method::POST, &path, Some(json!({})), &headers).await;
    let again = staff.call(Method::POST, &path, Some(json!({})), &headers).await;
    assert_eq!((first.status, again.status, &first.body), (200, 200, &again.body));
    assert_eq!((given_back(&app).await, count(&app, "refunds", "true").await), ((1250, 1250), 1));
    let both = clerk(&app).await;
    let own = buy(&app, &both, &mug, 1).await;
    let line = seen(&both, &own).await["lines"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ship(&both, &own, of(&line, 1)).await.status, 201);
    let id = ask(&both, &own, &line, 1).await.body["id"].clone();
    assert_eq!(act(&both, &own, &id, "approve", json!({})).await.status, 200);
    assert_eq!(act(&both, &own, &id, "receive", json!({})).await.status, 200);
    assert_eq!(act(&both, &own, &id, "refund", json!({})).await.problem(), "conflict");
    app.execute("UPDATE sessions SET authenticated_at = now() - interval '11 minutes'").await;
    assert_eq!(act(&both, &own, &id, "refund", json!({})).await.problem(), "confirmation-required");
    assert_ledger_holds(&app).await;
}
