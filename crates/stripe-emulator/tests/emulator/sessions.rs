//! Creating and reading checkout sessions.

use std::time::Duration;

use crate::support::{Form, Shop};

#[actix_web::test]
async fn a_session_has_stripes_fields() {
    let shop = Shop::open().await;
    let session = shop
        .create(&[
            ("metadata[order]", "ord_1"),
            ("payment_intent_data[metadata][order]", "ord_1"),
            ("customer_email", "ann@example.org"),
        ])
        .await;
    assert_eq!(session.status, 200, "{session:?}");
    assert!(session.text("/id").starts_with("cs_test_"));
    assert_eq!((session.text("/object"), session.text("/mode")), ("checkout.session", "payment"));
    assert_eq!((session.text("/status"), session.text("/payment_status")), ("open", "unpaid"));
    assert_eq!((session.number("/amount_subtotal"), session.number("/amount_total")), (2_500, 2_500));
    assert_eq!((session.text("/currency"), session.text("/client_reference_id")), ("eur", "ord_1"));
    assert_eq!(
        (session.text("/metadata/order"), session.text("/customer_email")),
        ("ord_1", "ann@example.org")
    );
    assert_eq!(session.body["livemode"], false);
    assert!(session.body["payment_intent"].is_null());
    let age = session.number("/expires_at") - session.number("/created");
    assert_eq!(age, 24 * 60 * 60);
    assert_eq!(session.text("/url"), shop.url(&format!("/c/pay/{}", session.text("/id"))));
}

#[actix_web::test]
async fn several_lines_add_up_in_either_notation() {
    let shop = Shop::open().await;
    let second = [
        ("line_items[1][price_data][currency]", "EUR"),
        ("line_items[1][price_data][unit_amount]", "99"),
        ("line_items[1][price_data][product_data][name]", "Spoon"),
        ("line_items[1][quantity]", "3"),
    ];
    assert_eq!(shop.create(&second).await.number("/amount_total"), 2_797);
    let body = "mode=payment&success_url=http://shop.test&line_items[][price_data][currency]=usd\
                &line_items[][price_data][unit_amount]=70&line_items[][price_data][product_data][name]=A\
                &line_items[][quantity]=1";
    let request = shop.post("/v1/checkout/sessions", &[]).body(body);
    let created: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(created["amount_total"], 70, "{created}");
}

#[actix_web::test]
async fn wrong_parameters_are_refused_by_name() {
    let shop = Shop::open().await;
    let price = "line_items[0][price_data]";
    let unit = format!("{price}[unit_amount]");
    let (currency, name) = (format!("{price}[currency]"), format!("{price}[product_data][name]"));
    let cases: [(Form<'_>, &str, &str); 16] = [
        (&[("success_url", "")], "parameter_missing", "success_url"),
        (&[("success_url", "/done")], "url_invalid", "success_url"),
        (&[("success_url", "javascript:alert(1)")], "url_invalid", "success_url"),
        (&[("cancel_url", "nowhere")], "url_invalid", "cancel_url"),
        (&[("mode", "")], "parameter_missing", "mode"),
        (&[("mode", "subscription")], "parameter_invalid", "mode"),
        (&[(&unit, "24")], "amount_too_small", "line_items"),
        (&[(&unit, "99999999")], "amount_too_large", "line_items"),
        (&[(&unit, "9223372036854775807")], "amount_too_large", &unit),
        (&[(&unit, "12.5")], "parameter_invalid_integer", &unit),
        (&[(&unit, "-1")], "parameter_invalid_integer", &unit),
        (&[(&currency, "zzz")], "parameter_invalid", &currency),
        (&[(&name, "")], "parameter_missing", &format!("{price}[product_data]")),
        (&[("line_items[0][quantity]", "0")], "parameter_invalid_integer", "line_items[0][quantity]"),
        (&[("colour", "red")], "parameter_unknown", "colour"),
        (&[("customer_email", "ann")], "email_invalid", "customer_email"),
    ];
    for (changes, code, param) in cases {
        let refused = shop.create(changes).await;
        assert_eq!(refused.status, 400, "{changes:?}");
        assert_eq!(refused.error(), ("invalid_request_error", code, param), "{changes:?}");
    }
    assert!(shop.emulator.sessions().is_empty());
}

#[actix_web::test]
async fn currencies_may_not_be_mixed() {
    let shop = Shop::open().await;
    let mixed = [
        ("line_items[1][price_data][currency]", "usd"),
        ("line_items[1][price_data][unit_amount]", "99"),
        ("line_items[1][price_data][product_data][name]", "Spoon"),
        ("line_items[1][quantity]", "3"),
    ];
    let refused = shop.create(&mixed).await;
    assert_eq!(refused.error(), ("invalid_request_error", "parameter_invalid", "line_items"));
}

#[actix_web::test]
async fn expires_at_must_be_between_half_an_hour_and_a_day_away() {
    let shop = Shop::open().await;
    let now = shop.emulator.now();
    for (minutes, status) in [(29, 400), (31, 200), (24 * 60 - 1, 200), (24 * 60 + 1, 400)] {
        let at = (now + minutes * 60).to_string();
        let answer = shop.create(&[("expires_at", &at)]).await;
        assert_eq!(answer.status, status, "{minutes}");
    }
}

#[actix_web::test]
async fn expand_includes_lines_and_objects() {
    let shop = Shop::open().await;
    let (id, _) = shop.paid().await;
    let path =
        format!("/v1/checkout/sessions/{id}?expand[]=line_items&expand[]=payment_intent.latest_charge");
    let session = shop.fetch(&path).await;
    assert_eq!(session.text("/line_items/data/0/description"), "Blue mug");
    assert_eq!(session.text("/payment_intent/latest_charge/status"), "succeeded");
    let wrong = shop.fetch(&format!("/v1/checkout/sessions/{id}?expand[]=secrets")).await;
    assert_eq!((wrong.status, wrong.error().2), (400, "expand"));
}

#[actix_web::test]
async fn a_refused_expand_creates_nothing() {
    let shop = Shop::open().await;
    assert_eq!(shop.create(&[("expand[]", "secrets")]).await.status, 400);
    assert!(shop.emulator.sessions().is_empty());
    assert_eq!(shop.create(&[("expand[]", "line_items")]).await.body["line_items"]["data"][0]["quantity"], 2);
}

#[actix_web::test]
async fn an_unknown_session_is_missing() {
    let shop = Shop::open().await;
    for path in ["/v1/checkout/sessions/cs_test_x", "/v1/checkout/sessions/cs_test_x/line_items"] {
        let missing = shop.fetch(path).await;
        assert_eq!(missing.status, 404);
        assert_eq!(missing.error(), ("invalid_request_error", "resource_missing", "session"));
    }
}

#[actix_web::test]
async fn an_id_of_another_kind_is_missing() {
    let shop = Shop::open().await;
    let (id, intent) = shop.paid().await;
    assert_eq!(shop.fetch(&format!("/v1/checkout/sessions/{intent}")).await.status, 404);
    assert_eq!(shop.fetch(&format!("/v1/payment_intents/{id}")).await.status, 404);
    assert_eq!(shop.fetch(&format!("/v1/charges/{intent}")).await.status, 404);
}

#[actix_web::test]
async fn two_emulators_know_nothing_of_each_other() {
    let (one, two) = (Shop::open().await, Shop::open().await);
    let id = one.session().await;
    assert_eq!(two.fetch(&format!("/v1/checkout/sessions/{id}")).await.status, 404);
    assert!(one.emulator.wait_until_idle(Duration::ZERO).await);
}
