//! Two hundred buyers who want the same thing at the same moment.

use futures_util::future::join_all;
use securecart_api::jobs::reconcile;
use serde_json::json;

use super::{assert_paid_and_placed_once, rounds};
use crate::{
    shopping::{Goods, assert_ledger_holds, on_sale, pay_silently, post_patiently, start_all, stock, told},
    support::{Answer, Client, TestApp},
};

const BUYERS: usize = 200;

/// Buyers with these units in their carts; the carts are filled a few at a time, since only the end is a race.
async fn buyers(app: &TestApp, goods: &Goods, units_of: impl Fn(usize) -> i64) -> Vec<Client> {
    let mut buyers = Vec::new();
    let all: Vec<usize> = (0..BUYERS).collect();
    for some in all.chunks(20) {
        let arrivals = some.iter().map(|number| {
            let units = units_of(*number);
            async move {
                let buyer = app.anonymous();
                let line = json!({"product_id": goods.id, "quantity": units});
                let added = post_patiently(&buyer, "/api/v1/cart/items", &line).await;
                assert_eq!(added.status, 200, "{}", added.text);
                buyer
            }
        });
        buyers.extend(join_all(arrivals).await);
    }
    buyers
}

/// Pays, a few at a time: the race was for the goods. The reconciler makes up for webhooks that came at a bad moment.
async fn pay_all(app: &TestApp, checkouts: &[String]) {
    for some in checkouts.chunks(5) {
        for checkout in some {
            pay_silently(app, checkout);
        }
        told(app).await;
    }
    app.state.clock.advance(chrono::Duration::seconds(11));
    reconcile(app.state.clone()).await.unwrap();
}

/// The checkouts that were opened. Everybody else was told that there is too little.
fn opened(answers: &[Answer]) -> Vec<String> {
    let (opened, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    for answer in refused {
        assert_eq!((answer.status, answer.problem()), (409, "insufficient-stock"), "{}", answer.text);
    }
    opened.iter().map(|answer| answer.body["checkout_id"].as_str().unwrap().to_owned()).collect()
}

/// Never oversold, never undersold: as many orders as there were units, in every round.
async fn all_units_are_sold(units: u32, rounds: u32) {
    let app = TestApp::start().await;
    let mut purchases = 0;
    for round in 1..=rounds {
        let scarce = on_sale(&app, &format!("Scarce {round}"), 1250, units).await;
        let buyers = buyers(&app, &scarce, |_| 1).await;
        let checkouts = opened(&start_all(&buyers).await);
        assert_eq!(checkouts.len(), usize::try_from(units).unwrap(), "round {round}");
        assert_eq!(stock(&app, &scarce).await, (units.into(), units.into()));
        pay_all(&app, &checkouts).await;
        purchases += i64::from(units);
        assert_eq!(stock(&app, &scarce).await, (0, 0), "round {round}");
        assert_paid_and_placed_once(&app, purchases).await;
    }
}

#[actix_web::test]
async fn of_two_hundred_buyers_of_one_unit_one_gets_it_in_every_round() {
    all_units_are_sold(1, rounds(3)).await;
}

#[actix_web::test]
async fn two_hundred_buyers_of_fifty_units_get_fifty_in_every_round() {
    all_units_are_sold(50, rounds(1)).await;
}

/// Carts of one, two and three units: what is left at the end is less than what anybody was refused.
#[actix_web::test]
async fn nobody_is_refused_what_is_left() {
    let app = TestApp::start().await;
    let scarce = on_sale(&app, "Scarce", 1250, 50).await;
    let units_of = |number: usize| i64::try_from(number % 3).unwrap() + 1;
    let buyers = buyers(&app, &scarce, units_of).await;
    let answers = start_all(&buyers).await;
    let checkouts = opened(&answers);
    let (_, reserved) = stock(&app, &scarce).await;
    let refused = answers.iter().enumerate().filter(|(_, answer)| answer.status != 201);
    let least = refused.map(|(number, _)| units_of(number)).min().unwrap();
    assert!((50 - least + 1..=50).contains(&reserved), "{reserved} held, and {least} were refused");
    pay_all(&app, &checkouts).await;
    assert_eq!(stock(&app, &scarce).await, (50 - reserved, 0));
    assert_paid_and_placed_once(&app, i64::try_from(checkouts.len()).unwrap()).await;
}

/// Half of those who got a unit give it back while others go on asking: all of it is sold in the end, none twice.
#[actix_web::test]
async fn what_is_given_back_is_sold_to_somebody_else() {
    let app = TestApp::start().await;
    let scarce = on_sale(&app, "Scarce", 1250, 10).await;
    let buyers = buyers(&app, &scarce, |_| 1).await;
    let mut sold = 0;
    for _ in 0..10 {
        let answers = start_all(&buyers).await;
        let checkouts = answers.iter().zip(&buyers).filter(|(answer, _)| answer.status == 201);
        let (keen, fickle): (Vec<_>, Vec<_>) = checkouts.enumerate().partition(|(place, _)| place % 2 == 0);
        let name = |answer: &Answer| answer.body["checkout_id"].as_str().unwrap().to_owned();
        let paying: Vec<String> = keen.iter().map(|(_, (answer, _))| name(answer)).collect();
        let given_up = fickle.iter().map(|(_, (answer, buyer))| {
            let path = format!("/api/v1/checkout/{}/cancel", name(answer));
            async move { post_patiently(buyer, &path, &json!({})).await }
        });
        for answer in join_all(given_up).await {
            assert_eq!(
                (answer.status, &answer.body["status"]),
                (200, &"cancelled".into()),
                "{}",
                answer.text
            );
        }
        pay_all(&app, &paying).await;
        assert_ledger_holds(&app).await;
        sold += i64::try_from(keen.len()).unwrap();
        if stock(&app, &scarce).await == (0, 0) {
            break;
        }
    }
    assert_eq!((sold, stock(&app, &scarce).await), (10, (0, 0)));
    assert_paid_and_placed_once(&app, 10).await;
}
