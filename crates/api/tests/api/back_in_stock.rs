//! One mail when something is there again, and never more.

use securecart_api::jobs::{apply_retention, send_outbox, tell_of_stock};
use securecart_domain::Permission;
use serde_json::json;

use crate::{
    mail::text_of,
    privacy::erase,
    shopping::{Goods, count, mails, on_sale, stock},
    support::{Answer, Client, TestApp},
};

async fn ask(client: &Client, goods: &Goods, email: Option<&str>) -> Answer {
    let wish = email.map_or_else(
        || json!({"variant_id": goods.variant}),
        |email| json!({"variant_id": goods.variant, "email": email}),
    );
    client.post(&format!("/api/v1/products/{}/back-in-stock", goods.id), wish).await
}

async fn follow(app: &TestApp, what: &str, token: &str) -> u16 {
    let path = format!("/api/v1/back-in-stock/{what}");
    app.anonymous().post(&path, json!({ "token": token })).await.status
}

/// Counts so many units of the goods, as staff do.
async fn restock(app: &TestApp, goods: &Goods, units: i64) {
    let staff = app.staff(&[Permission::WriteInventory]).await;
    let was = stock(app, goods).await.0;
    let count =
        json!({"variant_id": goods.variant, "on_hand": units, "expected_on_hand": was, "reason": "Counted"});
    let counted = staff.post("/api/v1/admin/inventory/adjustments", count).await;
    assert_eq!(counted.status, 200, "{}", counted.text);
}

/// Lets the jobs run, twice, so that what happens once is seen to.
async fn jobs(app: &TestApp) {
    for _ in 0..2 {
        tell_of_stock(app.state.clone()).await.unwrap();
        send_outbox(app.state.clone()).await.unwrap();
    }
}

/// The mails with these words, as people read them.
fn letters(app: &TestApp, words: &str) -> Vec<String> {
    mails(app).iter().map(|mail| text_of(mail)).filter(|mail| mail.contains(words)).collect()
}

fn token(letter: &str, page: &str) -> String {
    let (_, rest) = letter.split_once(&format!("{page}#t=")).expect("a link");
    rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect()
}

const BACK: &str = "is back in stock";
const QUESTION: &str = "Shall we tell you";

#[actix_web::test]
async fn a_customer_is_told_once_when_there_is_something() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    let ann = app.customer("ann").await;
    assert_eq!([ask(&ann, &mug, None).await.status, ask(&ann, &mug, None).await.status], [202, 202]);
    assert_eq!(count(&app, "back_in_stock_wishes", "true").await, 1, "asked twice is asked once");
    jobs(&app).await;
    assert_eq!(letters(&app, BACK).len(), 0);
    restock(&app, &mug, 2).await;
    jobs(&app).await;
    let told = letters(&app, BACK);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("To: ann@example.org") && told[0].contains("Hello ann"), "{}", told[0]);
    restock(&app, &mug, 0).await;
    restock(&app, &mug, 5).await;
    jobs(&app).await;
    assert_eq!(letters(&app, BACK).len(), 1, "once is once");
    let now = ask(&ann, &mug, None).await;
    assert_eq!((now.status, now.problem()), (409, "conflict"), "it can be bought");
    restock(&app, &mug, 0).await;
    assert_eq!(ask(&ann, &mug, None).await.status, 202, "it can be waited for anew");
    assert_eq!(ask(&ann, &mug, Some("bob@example.org")).await.pointers(), ["/email"]);
}

#[actix_web::test]
async fn many_workers_tell_everybody_once() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    for name in ["ann", "bob", "cid", "dot"] {
        assert_eq!(ask(&app.customer(name).await, &mug, None).await.status, 202);
    }
    restock(&app, &mug, 9).await;
    let rounds = (0..6).map(|_| tell_of_stock(app.state.clone()));
    assert!(futures_util::future::join_all(rounds).await.iter().all(Result::is_ok));
    assert_eq!(count(&app, "outbox", "kind = 'back_in_stock'").await, 4);
}

#[actix_web::test]
async fn a_guests_address_is_asked_first_and_can_end_it() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    let guest = app.anonymous();
    assert_eq!(ask(&guest, &mug, None).await.pointers(), ["/email"]);
    assert_eq!(ask(&guest, &mug, Some("no address")).await.pointers(), ["/email"]);
    assert_eq!(ask(&guest, &mug, Some("Gus@example.org")).await.status, 202);
    assert_eq!(count(&app, "back_in_stock_wishes", "email_sealed::text LIKE '%477573%'").await, 0, "sealed");
    restock(&app, &mug, 1).await;
    jobs(&app).await;
    assert_eq!(letters(&app, BACK).len(), 0, "nobody has confirmed");
    let question = letters(&app, QUESTION).remove(0);
    assert!(question.contains("To: Gus@example.org"), "{question}");
    let (confirm, stop) = (token(&question, "/stock-mail"), token(&question, "/stock-mail/stop"));
    assert!(follow(&app, "confirm", &stop).await >= 400, "a link for one thing is none for the other");
    assert_eq!(
        [follow(&app, "confirm", &confirm).await, follow(&app, "confirm", &confirm).await],
        [204, 204]
    );
    jobs(&app).await;
    let told = letters(&app, BACK);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("To: Gus@example.org"));
    let stop = token(&told[0], "/stock-mail/stop");
    restock(&app, &mug, 0).await;
    assert_eq!(ask(&guest, &mug, Some("gus@example.org")).await.status, 202, "the same address");
    assert_eq!(follow(&app, "stop", &stop).await, 204);
    assert_eq!(count(&app, "back_in_stock_wishes", "true").await, 0, "all of them");
    assert!(follow(&app, "stop", &stop).await >= 400);
    restock(&app, &mug, 1).await;
    jobs(&app).await;
    assert_eq!(letters(&app, BACK).len(), 1);
}

#[actix_web::test]
async fn a_wish_that_was_taken_back_is_not_told() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    let ann = app.customer("ann").await;
    assert_eq!(ask(&ann, &mug, None).await.status, 202);
    restock(&app, &mug, 1).await;
    tell_of_stock(app.state.clone()).await.unwrap();
    app.execute("DELETE FROM back_in_stock_wishes").await;
    jobs(&app).await;
    assert_eq!((letters(&app, BACK).len(), count(&app, "outbox", "done_at IS NULL").await), (0, 0));
}

#[actix_web::test]
async fn nobody_is_flooded_and_nothing_tells_who_is_known() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    app.account("ann").await;
    let guest = app.anonymous();
    let (known, unknown) =
        (ask(&guest, &mug, Some("ann@example.org")).await, ask(&guest, &mug, Some("eve@example.org")).await);
    assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
    for _ in 0..8 {
        assert_eq!(ask(&guest, &mug, Some("ann@example.org")).await.status, 202, "the same as ever");
    }
    let eleventh = ask(&guest, &mug, Some("fay@example.org")).await;
    assert_eq!((eleventh.status, eleventh.header("retry-after")), (429, "3600"));
    for _ in 0..3 {
        send_outbox(app.state.clone()).await.unwrap();
    }
    let to_ann = letters(&app, QUESTION).into_iter().filter(|mail| mail.contains("To: ann@example.org"));
    assert_eq!(to_ann.count(), 3, "no more than three in an hour");
}

#[actix_web::test]
async fn it_goes_with_the_account_and_ends_by_itself() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 0).await;
    let ann = app.customer("ann").await;
    assert_eq!(ask(&ann, &mug, None).await.status, 202);
    assert_eq!(ask(&app.anonymous(), &mug, Some("Ann@example.org")).await.status, 202);
    assert_eq!(ask(&app.anonymous(), &mug, Some("bob@example.org")).await.status, 202);
    assert_eq!(erase(&ann, "ann").await.status, 204);
    assert_eq!(count(&app, "back_in_stock_wishes", "true").await, 1, "also what Ann asked for as a guest");
    app.state.clock.advance(chrono::Duration::days(3));
    apply_retention(app.state.clone()).await.unwrap();
    assert_eq!(count(&app, "back_in_stock_wishes", "true").await, 0, "nobody has confirmed it");
}

#[actix_web::test]
async fn only_what_is_on_sale_and_of_that_product_is_waited_for() {
    let app = TestApp::start().await;
    let (mug, cup) = (on_sale(&app, "Mug", 1250, 0).await, on_sale(&app, "Cup", 900, 0).await);
    let ann = app.customer("ann").await;
    let mixed = Goods { id: mug.id.clone(), variant: cup.variant.clone() };
    assert_eq!(ask(&ann, &mixed, None).await.status, 404);
    assert_eq!(ask(&ann, &cup, None).await.status, 202);
    app.execute("UPDATE products SET status = 'draft'").await;
    assert_eq!(ask(&ann, &mug, None).await.status, 404);
    restock(&app, &cup, 3).await;
    jobs(&app).await;
    assert_eq!(letters(&app, BACK).len(), 0, "what is not on sale is not there again");
    app.execute("UPDATE products SET status = 'active'; UPDATE users SET email_verified_at = NULL").await;
    let unconfirmed = ask(&ann, &mug, None).await;
    assert_eq!((unconfirmed.status, unconfirmed.problem()), (409, "conflict"));
    assert!(follow(&app, "stop", "x").await >= 400);
}
