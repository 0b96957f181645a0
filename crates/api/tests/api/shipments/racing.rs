//! Many who send, or refund, the same units at once.

use futures_util::{FutureExt as _, future::join_all};
use serde_json::json;

use super::{of, ship_the_rest};
use crate::{
    refunds::{Sold, refund, seen, sold},
    shopping::{assert_ledger_holds, count, post_patiently},
};

#[actix_web::test]
async fn of_sixteen_who_send_five_units_five_do() {
    let Sold { app, clerk, order, line, .. } = sold(5).await;
    let path = format!("/api/v1/admin/orders/{order}/shipments");
    let (twins, one) = ((0..16).map(|_| clerk.twin()).collect::<Vec<_>>(), of(&line, 1));
    let calls = twins.iter().map(|twin| post_patiently(twin, &path, &one).boxed_local());
    let statuses: Vec<u16> = join_all(calls).await.into_iter().map(|answer| answer.status).collect();
    let sent = statuses.iter().filter(|status| **status == 201).count();
    assert_eq!(sent, 5, "{statuses:?}");
    assert!(statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
    assert_eq!(count(&app, "shipments", "true").await, 5);
    assert_eq!(seen(&clerk, &order).await["fulfilment_status"], "fulfilled");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_sending_and_refunding_the_last_unit_at_once_the_books_know_which_came_first() {
    let Sold { app, mug, ann, clerk, .. } = sold(1).await;
    for _ in 0..4 {
        let order = crate::shopping::buy(&app, &ann, &mug, 1).await;
        let line = seen(&clerk, &order).await["lines"][0]["id"].as_str().unwrap().to_owned();
        let (twin, wish) = (clerk.twin(), json!({"lines": [{"line_id": line, "quantity": 1}]}));
        let (refunded, sent) = tokio::join!(refund(&clerk, &order, wish), ship_the_rest(&twin, &order));
        assert_eq!(refunded.status, 201, "{}", refunded.text);
        let went = sent.body["updated"] == json!([order]);
        let now = seen(&clerk, &order).await;
        assert_eq!(now["lines"][0]["shipped_quantity"], json!(u8::from(went)), "{now}");
        assert_eq!(now["lines"][0]["unshipped_quantity"], 0);
    }
    assert_ledger_holds(&app).await;
}
