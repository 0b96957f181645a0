//! Many who want the same money at once.

use futures_util::{FutureExt as _, future::join_all};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Sold, given_back, refund, refunds_that_are, sold, usd};
use crate::{
    shopping::assert_ledger_holds,
    support::{Answer, Client, new_key},
};

/// Asks as often as the shop says that it is busy.
async fn patiently(clerk: &Client, path: String, token: String, body: Value) -> Answer {
    let key = new_key();
    loop {
        let request = clerk.request(Method::POST, &path).header("x-csrf-token", &token);
        let request = request.header("idempotency-key", &key).header("content-type", "application/json");
        let answer = clerk.send(request.body(body.to_string())).await;
        if answer.status != 503 && answer.problem() != "call-running" {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

async fn all_at_once(clerk: &Client, order: &str, wishes: Vec<Value>) -> Vec<u16> {
    let token = clerk.csrf_token().await;
    let twins: Vec<Client> = wishes.iter().map(|_| clerk.twin()).collect();
    let calls = twins.iter().zip(wishes).map(|(twin, mut wish)| {
        wish.as_object_mut().unwrap().insert("reason".to_owned(), json!("other"));
        wish.as_object_mut().unwrap().entry("restock").or_insert(json!(false));
        let path = format!("/api/v1/admin/orders/{order}/refunds");
        patiently(twin, path, token.clone(), wish).boxed_local()
    });
    join_all(calls).await.into_iter().map(|answer| answer.status).collect()
}

#[actix_web::test]
async fn thirty_two_at_once_never_get_more_than_was_paid() {
    let Sold { app, clerk, order, .. } = sold(2).await;
    // Eight times 3.00 fit into 25.00.
    let statuses = all_at_once(&clerk, &order, vec![json!({"amount": usd(300)}); 32]).await;
    let made = statuses.iter().filter(|status| **status == 201).count();
    assert_eq!((made, statuses.iter().filter(|status| **status == 409).count()), (8, 24), "{statuses:?}");
    assert_eq!(given_back(&app).await, (2400, 2400));
    assert_eq!(refunds_that_are(&app, "succeeded").await, 8);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_all_of_it_and_a_part_at_once_one_wins() {
    let Sold { app, clerk, order, line, .. } = sold(2).await;
    let all = json!({"lines": [{"line_id": line, "quantity": 2}], "restock": true});
    let part = json!({"lines": [{"line_id": line, "quantity": 1}], "restock": true});
    let statuses = all_at_once(&clerk, &order, vec![all, part]).await;
    let refused = statuses.iter().filter(|status| **status != 201).count();
    assert_eq!(refused, 1, "{statuses:?}");
    let (ours, theirs) = given_back(&app).await;
    assert!(ours == theirs && [1250, 2500].contains(&ours), "{ours} and {theirs}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn the_same_call_many_times_gives_back_once() {
    let Sold { app, clerk, order, .. } = sold(1).await;
    let body = json!({"amount": usd(500), "reason": "other", "restock": false});
    let path = format!("/api/v1/admin/orders/{order}/refunds");
    let key = new_key();
    let headers = [("idempotency-key", key.as_str())];
    let first = clerk.call(Method::POST, &path, Some(body.clone()), &headers).await;
    let again = clerk.call(Method::POST, &path, Some(body), &headers).await;
    assert_eq!((first.status, again.status, &first.body), (201, 201, &again.body));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(given_back(&app).await, (500, 500));
    let _more = refund(&clerk, &order, json!({"amount": usd(750)})).await;
    assert_eq!(given_back(&app).await, (1250, 1250));
}
