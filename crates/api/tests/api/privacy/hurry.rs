//! Erasing while something else happens to the account: one of the two comes first, and never half of each.

use futures_util::{FutureExt as _, future::join_all};
use serde_json::json;

use super::erase;
use crate::{
    shopping::{add, assert_ledger_holds, checkout_of, count, on_sale, pay_silently, start, told},
    support::TestApp,
};

const ERASED: &str = "erased_at IS NOT NULL";

#[actix_web::test]
async fn a_checkout_that_is_being_paid_wins_or_is_not_begun() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 99).await;
    for round in 0..6 {
        let name = format!("ann{round}");
        let ann = app.customer(&name).await;
        let erased_before = count(&app, "users", ERASED).await;
        if round % 2 == 0 {
            let checkout = checkout_of(&ann, &mug, 1).await;
            let paying = async { pay_silently(&app, &checkout) };
            let (gone, ()) = tokio::join!(erase(&ann, &name), paying);
            told(&app).await;
            assert_eq!((gone.status, gone.problem()), (409, "erasure-blocked"), "{}", gone.text);
        } else {
            assert_eq!(add(&ann, &mug, 1).await.status, 200);
            let twin = ann.twin();
            let (gone, started) = tokio::join!(erase(&ann, &name), start(&twin));
            let erased = count(&app, "users", ERASED).await > erased_before;
            assert_eq!(gone.status == 204, erased, "{}", gone.text);
            assert!(matches!(started.status, 201 | 401 | 403 | 409), "{} {}", started.status, started.text);
            assert!(!(erased && started.status == 201), "an erased account has opened a checkout");
        }
    }
    let strays = "status IN ('open', 'processing') AND customer_id IN (SELECT id FROM users WHERE erased_at IS NOT NULL)";
    assert_eq!(count(&app, "checkouts", strays).await, 0);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn of_many_who_erase_and_write_at_once_nothing_is_left_behind() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let twins: Vec<_> = (0..12).map(|_| ann.twin()).collect();
    let address = json!({"name": "Ann Lee", "line1": "1 Quay Street", "city": "Bremen", "postcode": "28195", "country": "DE"});
    let calls = twins.iter().enumerate().map(|(index, twin)| {
        let address = address.clone();
        async move {
            match index % 4 {
                0 => erase(twin, "ann").await,
                1 => twin.post("/api/v1/me/addresses", address).await,
                2 => twin.put(super::CONSENTS, super::news(true)).await,
                _ => twin.patch("/api/v1/me", json!({"full_name": "Ann Lee"})).await,
            }
        }
        .boxed_local()
    });
    let answers = join_all(calls).await;
    let gone = answers.iter().filter(|answer| answer.status == 204).count();
    assert_eq!(gone, 1, "{answers:?}");
    assert!(answers.iter().all(|answer| answer.status < 500), "{answers:?}");
    for table in ["addresses", "consents"] {
        assert_eq!(count(&app, table, "true").await, 0, "{table}");
    }
    assert_eq!(count(&app, "users", "erased_at IS NOT NULL AND full_name_sealed IS NULL").await, 1);
    assert_eq!(count(&app, "audit_events", "event = 'user_erased'").await, 1);
}
