//! Links that show one order to whoever has them, and buying again.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::Duration;
use securecart_api::jobs::send_outbox;
use securecart_db::audit;
use serde_json::json;

use crate::{
    mail::text_of,
    refunds::{Sold, seen, sold},
    shipments::{of, ship},
    shopping::{assert_ledger_holds, buy, mails, on_sale},
    support::{Answer, Client, TestApp},
};

/// The token in the confirmation of the order with that number.
async fn token(app: &TestApp, number: &str) -> String {
    send_outbox(app.state.clone()).await.unwrap();
    let mail = mails(app).into_iter().find(|mail| mail.contains(&format!("Subject: Your order {number}")));
    let text = text_of(&mail.expect("the order is confirmed"));
    let (_, rest) = text.split_once("/order#t=").expect("the confirmation carries a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn follow(client: &Client, token: &str) -> Answer {
    client.post("/api/v1/orders/by-link", json!({"token": token})).await
}

#[actix_web::test]
async fn a_guest_sees_the_order_and_its_parcels_and_no_address() {
    let Sold { app, mug, clerk, .. } = sold(1).await;
    buy(&app, &app.anonymous(), &mug, 2).await;
    let found = clerk.get("/api/v1/admin/orders?q=SC-100002").await.body["items"][0].clone();
    let (order, line) = (found["id"].as_str().unwrap(), found["lines"][0]["id"].as_str().unwrap());
    assert_eq!(ship(&clerk, order, of(line, 1)).await.status, 201);
    let token = token(&app, "SC-100002").await;
    let shown = follow(&app.anonymous(), &token).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!(
        (&shown.body["number"], &shown.body["lines"][0]["quantity"]),
        (&json!("SC-100002"), &json!(2))
    );
    assert_eq!(shown.body["shipments"].as_array().unwrap().len(), 1);
    assert_eq!(shown.body["timeline"].as_array().unwrap().len(), 3);
    for secret in ["payer@example.org", "customer", "address", "\"id\":\"ord_"] {
        assert!(!shown.text.contains(secret), "{secret} is told: {}", shown.text);
    }
    assert_eq!(shown.header("cache-control"), "no-store");
}

/// The link, and where its mails go: that is more than one who was given the link has.
#[actix_web::test]
async fn who_also_knows_where_the_mails_go_gets_the_invoice_and_cancels_once() {
    let Sold { app, mug, .. } = sold(1).await;
    let guest = app.anonymous();
    buy(&app, &guest, &mug, 2).await;
    let token = token(&app, "SC-100002").await;
    let given = |token: &str, email: &str| json!({"token": token, "email": email});
    for act in ["invoice", "cancel"] {
        let path = format!("/api/v1/orders/by-link/{act}");
        let other = guest.post(&path, given(&token, "else@example.org")).await;
        assert_eq!((other.status, other.pointers()), (422, vec!["/email"]), "{}", other.text);
        let typo = guest.post(&path, given(&token, "no address")).await;
        assert_eq!((typo.status, typo.pointers()), (422, vec!["/email"]), "{}", typo.text);
        let forged =
            guest.post(&path, given(&token.replace(['a', 'b', 'c'], "d"), "payer@example.org")).await;
        assert_eq!((forged.status, forged.problem()), (400, "invalid-link"), "{}", forged.text);
    }
    let invoice = guest.post("/api/v1/orders/by-link/invoice", given(&token, "Payer@Example.org")).await;
    assert_eq!(
        (invoice.status, invoice.header("content-type")),
        (200, "application/pdf"),
        "{}",
        invoice.text
    );
    assert!(invoice.text.starts_with("%PDF"), "{}", invoice.text.get(..20).unwrap_or_default());
    assert_eq!(invoice.header("cache-control"), "no-store");
    let cancel = "/api/v1/orders/by-link/cancel";
    let ended = guest.post(cancel, given(&token, "payer@example.org")).await;
    assert_eq!((ended.status, &ended.body["status"]), (200, &json!("cancelled")), "{}", ended.text);
    assert_eq!(ended.body["payment_status"], "refunded");
    assert!(!ended.text.contains("payer@example.org"), "the answer names nobody either: {}", ended.text);
    let again = guest.post(cancel, given(&token, "payer@example.org")).await;
    assert_eq!((again.status, again.problem()), (409, "conflict"), "{}", again.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn what_was_sent_is_not_cancelled_by_its_link_either() {
    let Sold { app, mug, clerk, .. } = sold(1).await;
    buy(&app, &app.anonymous(), &mug, 2).await;
    let found = clerk.get("/api/v1/admin/orders?q=SC-100002").await.body["items"][0].clone();
    let (order, line) = (found["id"].as_str().unwrap(), found["lines"][0]["id"].as_str().unwrap());
    assert_eq!(ship(&clerk, order, of(line, 1)).await.status, 201);
    let given = json!({"token": token(&app, "SC-100002").await, "email": "payer@example.org"});
    let refused = app.anonymous().post("/api/v1/orders/by-link/cancel", given).await;
    assert_eq!((refused.status, refused.problem()), (409, "conflict"), "{}", refused.text);
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_guest_sends_something_back_with_the_link_of_that_order_alone() {
    const RETURNS: &str = "/api/v1/orders/by-link/returns";
    let Sold { app, mug, clerk, line: foreign, .. } = sold(1).await;
    let guest = app.anonymous();
    buy(&app, &guest, &mug, 2).await;
    let found = clerk.get("/api/v1/admin/orders?q=SC-100002").await.body["items"][0].clone();
    let (order, line) = (found["id"].as_str().unwrap(), found["lines"][0]["id"].as_str().unwrap());
    let token = token(&app, "SC-100002").await;
    let wish = |token: &str, line: &str, units: i64| {
        let lines = json!([{"line_id": line, "quantity": units}]);
        json!({"token": token, "lines": lines, "reason": "damaged", "note": "A crack."})
    };
    assert_eq!(guest.post(RETURNS, wish(&token, line, 1)).await.problem(), "conflict", "nothing was sent");
    assert_eq!(ship(&clerk, order, of(line, 2)).await.status, 201);
    let forged = guest.post(RETURNS, wish(&token.replace(['a', 'b', 'c'], "d"), line, 1)).await;
    assert_eq!((forged.status, forged.problem()), (400, "invalid-link"), "{}", forged.text);
    for (line, units, pointer) in [(line, 3, "/lines/0/quantity"), (foreign.as_str(), 1, "/lines/0/line_id")]
    {
        let refused = guest.post(RETURNS, wish(&token, line, units)).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec![pointer]), "{}", refused.text);
    }
    let asked = guest.post(RETURNS, wish(&token, line, 1)).await;
    assert_eq!((asked.status, &asked.body["status"]), (200, &json!("requested")), "{}", asked.text);
    let shown = follow(&app.anonymous(), &token).await.body;
    assert_eq!((&shown["returns"][0]["id"], &shown["returns"][0]["note"]), (&asked.body["id"], &json!("")));
    assert_eq!(shown["lines"][0]["returnable_quantity"], 1);
    assert_eq!(seen(&clerk, order).await["returns"][0]["note"], "A crack.");
    let mut conn = app.state.db.connection().await.unwrap();
    let events = audit::list_events_for_object(&mut conn, "order", order).await.unwrap();
    assert!(events.contains(&"return_requested".to_owned()), "{events:?}");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn a_link_opens_its_own_order_alone_and_nobody_makes_one() {
    let Sold { app, mug, ann, .. } = sold(1).await;
    let other = buy(&app, &ann, &mug, 1).await;
    let token = token(&app, "SC-100001").await;
    assert_eq!(follow(&app.anonymous(), &token).await.body["number"], "SC-100001");
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&token).unwrap();
    assert_eq!(bytes.len(), 56);
    let guest = app.anonymous();
    // Every bit counts: of the order, the end and the signature.
    for place in [0, 15, 16, 23, 24, 40, 55] {
        let mut forged = bytes.clone();
        forged[place] ^= 1;
        let refused = follow(&guest, &BASE64_URL_SAFE_NO_PAD.encode(forged)).await;
        assert_eq!((refused.status, refused.problem()), (400, "invalid-link"), "byte {place}");
    }
    let swapped = [
        uuid::Uuid::parse_str(other.trim_start_matches("ord_")).unwrap().as_bytes().as_slice(),
        &bytes[16..],
    ]
    .concat();
    let long = "A".repeat(5000);
    for bad in [
        BASE64_URL_SAFE_NO_PAD.encode(swapped).as_str(),
        BASE64_URL_SAFE_NO_PAD.encode(&bytes[..55]).as_str(),
        &format!("{token}="),
        &format!("{token}A"),
        other.as_str(),
        "",
        "\u{fc}",
        long.as_str(),
    ] {
        assert_eq!(follow(&guest, bad).await.problem(), "invalid-link", "{bad}");
    }
}

#[actix_web::test]
async fn a_link_ends_after_ninety_days_and_with_the_address_of_its_order() {
    let Sold { app, ann, .. } = sold(1).await;
    let token = token(&app, "SC-100001").await;
    app.state.clock.advance(Duration::days(90) - Duration::minutes(10));
    assert_eq!(follow(&app.anonymous(), &token).await.status, 200);
    app.execute("UPDATE orders SET email_sealed = NULL, email_index = NULL, data_key_id = NULL, delivery_sealed = NULL")
        .await;
    assert_eq!(follow(&ann, &token).await.problem(), "invalid-link");
    app.state.clock.advance(Duration::minutes(20));
    assert_eq!(follow(&app.anonymous(), &token).await.problem(), "invalid-link");
}

async fn again(client: &Client, order: &str) -> Answer {
    client.post(&format!("/api/v1/me/orders/{order}/reorder"), json!({})).await
}

#[actix_web::test]
async fn what_is_still_sold_goes_into_the_cart_again_and_the_rest_is_named() {
    let Sold { app, mug, ann, clerk, order, .. } = sold(3).await;
    let filled = again(&ann, &order).await;
    assert_eq!(filled.status, 200, "{}", filled.text);
    assert_eq!(
        (&filled.body["cart"]["lines"][0]["quantity"], &filled.body["left_out"]),
        (&json!(3), &json!([]))
    );
    // Seven are left and three lie in the cart: another three fit, then one.
    assert_eq!(again(&ann, &order).await.body["cart"]["lines"][0]["quantity"], 6);
    let short = again(&ann, &order).await.body;
    assert_eq!(
        (&short["cart"]["lines"][0]["quantity"], &short["left_out"][0]["quantity"]),
        (&json!(7), &json!(2))
    );
    assert!(short["left_out"][0]["detail"].as_str().unwrap().contains('7'), "{short}");
    app.execute(&format!(
        "UPDATE products SET status = 'discontinued' WHERE id = '{}'",
        mug.id.trim_start_matches("prd_")
    ))
    .await;
    let gone = again(&ann, &order).await.body;
    assert_eq!((&gone["left_out"][0]["quantity"], &gone["left_out"][0]["name"]), (&json!(3), &json!("Mug")));
    let mallory = app.customer("mallory").await;
    assert_eq!(again(&mallory, &order).await.status, 404);
    assert_eq!(again(&clerk, &order).await.status, 404, "staff buy for themselves alone");
    assert_eq!(again(&app.anonymous(), &order).await.status, 401);
    assert_eq!(seen(&clerk, &order).await["lines"][0]["quantity"], 3, "the order stays as it is");
    assert_ledger_holds(&app).await;
}

#[actix_web::test]
async fn an_order_of_several_lines_fills_the_cart_with_what_there_is() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 5).await, on_sale(&app, "Bowl", 900, 2).await);
    let ann = app.customer("ann").await;
    for (goods, units) in [(&mug, 1), (&bowl, 2)] {
        assert_eq!(crate::shopping::add(&ann, goods, units).await.status, 200);
    }
    let started = crate::shopping::start(&ann).await;
    let checkout = started.body["checkout_id"].as_str().unwrap().to_owned();
    crate::shopping::pay(&app, &checkout).await;
    let order = crate::shopping::state_of(&ann, &checkout).await["order_id"].as_str().unwrap().to_owned();
    let filled = again(&ann, &order).await.body;
    assert_eq!(filled["cart"]["lines"].as_array().unwrap().len(), 1, "{filled}");
    assert_eq!(
        (&filled["left_out"][0]["name"], &filled["left_out"][0]["quantity"]),
        (&json!("Bowl"), &json!(2))
    );
}
