//! Many who want to return, or be paid for, the same units at once.

use futures_util::{FutureExt as _, future::join_all};
use serde_json::json;

use super::{act, ask, sent};
use crate::{
    refunds::{Sold, given_back, refund},
    shopping::{assert_ledger_holds, count, post_patiently},
};

#[actix_web::test]
async fn of_twelve_wishes_for_three_units_three_are_heard() {
    let Sold { app, ann, order, line, .. } = sent(3).await;
    let path = format!("/api/v1/me/orders/{order}/returns");
    let one = json!({"lines": [{"line_id": line, "quantity": 1}], "reason": "other"});
    let twins: Vec<_> = (0..12).map(|_| ann.twin()).collect();
    let calls = twins.iter().map(|twin| post_patiently(twin, &path, &one).boxed_local());
    let statuses: Vec<u16> = join_all(calls).await.into_iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 3, "{statuses:?}");
    assert!(statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
    assert_eq!(count(&app, "returns", "true").await, 3);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_returning_and_refunding_the_same_unit_at_once_one_wins() {
    let Sold { app, ann, clerk, order, line, .. } = sent(1).await;
    let wish = json!({"lines": [{"line_id": line, "quantity": 1}]});
    let (asked, refunded) = tokio::join!(ask(&ann, &order, &line, 1), refund(&clerk, &order, wish));
    assert!((asked.status == 201) != (refunded.status == 201), "{} and {}", asked.text, refunded.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_eight_who_refund_the_same_return_one_does() {
    let Sold { app, ann, clerk, order, line, .. } = sent(2).await;
    let id = ask(&ann, &order, &line, 1).await.body["id"].clone();
    assert_eq!(act(&clerk, &order, &id, "approve", json!({})).await.status, 200);
    assert_eq!(act(&clerk, &order, &id, "receive", json!({})).await.status, 200);
    let path = format!("/api/v1/admin/orders/{order}/returns/{}/refund", id.as_str().unwrap());
    let twins: Vec<_> = (0..8).map(|_| clerk.twin()).collect();
    let body = json!({});
    let calls = twins.iter().map(|twin| post_patiently(twin, &path, &body).boxed_local());
    let statuses: Vec<u16> = join_all(calls).await.into_iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(given_back(&app).await, (1250, 1250));
    assert_ledger_holds(&app).await;
}
