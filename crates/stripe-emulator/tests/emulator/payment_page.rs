//! The hosted payment page, as a browser without scripts uses it.

use crate::support::{PAYS, Shop, changed, location};

fn card(number: &str) -> Vec<(&str, &str)> {
    vec![
        ("card_number", number),
        ("exp", "12/39"),
        ("cvc", "123"),
        ("email", "ann@example.org"),
        ("name", "Ann Example"),
    ]
}

#[actix_web::test]
async fn the_page_shows_the_order_and_says_that_it_is_a_test() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let (status, html) = shop.page(&format!("/c/pay/{id}")).await;
    assert_eq!(status, 200);
    for part in [
        "Test payment page.",
        "Blue mug",
        "€25.00",
        "Test shop",
        "href=\"http://shop.test/cart\"",
        "name=\"card_number\"",
        "for=\"card_number\"",
        "4242 4242 4242 4242",
        "lang=\"en\"",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("<script"));
}

#[actix_web::test]
async fn the_policy_lets_the_form_lead_to_the_shop_and_nothing_else() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let response = shop.client.get(shop.url(&format!("/c/pay/{id}"))).send().await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.contains("form-action 'self' http://shop.test;"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let style = shop.client.get(shop.url("/c/assets/pay.css")).send().await.unwrap();
    assert_eq!(
        (style.status().as_u16(), &style.headers()["content-type"] == "text/css; charset=utf-8"),
        (200, true)
    );
}

#[actix_web::test]
async fn a_good_card_pays_and_leads_back_to_the_shop() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let response = shop.submit(&id, &card(PAYS)).await;
    assert_eq!(response.status(), 303);
    assert_eq!(location(&response), format!("http://shop.test/done?session={id}"));
    let session = shop.fetch(&format!("/v1/checkout/sessions/{id}")).await;
    assert_eq!((session.text("/status"), session.text("/payment_status")), ("complete", "paid"));
    assert_eq!(session.text("/customer_details/email"), "ann@example.org");
    assert_eq!(session.text("/customer_details/name"), "Ann Example");
    let intent = shop.fetch(&format!("/v1/payment_intents/{}", session.text("/payment_intent"))).await;
    assert_eq!((intent.text("/status"), intent.number("/amount_received")), ("succeeded", 2_500));
    let charge = shop.fetch(&format!("/v1/charges/{}", intent.text("/latest_charge"))).await;
    assert_eq!(charge.text("/payment_method_details/card/last4"), "4242");
    assert_eq!(charge.text("/billing_details/email"), "ann@example.org");
    let kinds: Vec<String> = shop.emulator.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]);
}

#[actix_web::test]
async fn the_number_alone_is_enough_for_scripts() {
    let shop = Shop::open().await;
    let id = shop.create(&[("customer_email", "shop@example.org")]).await.text("/id").to_owned();
    assert_eq!(shop.submit(&id, &[("card_number", "4242424242424242")]).await.status(), 303);
    let session = shop.emulator.object(&id).unwrap();
    assert_eq!(session["customer_details"]["email"], "shop@example.org");
}

#[actix_web::test]
async fn a_declined_card_leaves_the_session_open_for_another() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    for (number, message, code, reason) in [
        ("4000000000000002", "Your card was declined.", "card_declined", "generic_decline"),
        ("4000 0000 0000 9995", "Your card has insufficient funds.", "card_declined", "insufficient_funds"),
    ] {
        let response = shop.submit(&id, &card(number)).await;
        assert_eq!(response.status(), 422);
        let html = response.text().await.unwrap();
        assert!(html.contains(message) && html.contains("role=\"alert\""), "{html}");
        assert!(html.contains("value=\"ann@example.org\""), "the email is kept");
        assert!(!html.contains("value=\"4000"), "the number is not sent back");
        let session = shop.emulator.object(&id).unwrap();
        assert_eq!((&session["status"], &session["payment_status"]), (&"open".into(), &"unpaid".into()));
        let intent =
            shop.fetch(&format!("/v1/payment_intents/{}", session["payment_intent"].as_str().unwrap())).await;
        assert_eq!(intent.text("/status"), "requires_payment_method");
        assert_eq!(intent.text("/last_payment_error/code"), code);
        assert_eq!(intent.text("/last_payment_error/decline_code"), reason);
        let charge = shop.fetch(&format!("/v1/charges/{}", intent.text("/latest_charge"))).await;
        assert_eq!((charge.text("/status"), charge.number("/amount_captured")), ("failed", 0));
    }
    assert_eq!(shop.emulator.events_of_type("payment_intent.payment_failed").len(), 2);
    assert_eq!(shop.submit(&id, &card(PAYS)).await.status(), 303);
    assert_eq!(shop.emulator.events_of_type("payment_intent.succeeded").len(), 1);
}

#[actix_web::test]
async fn money_that_takes_time_arrives_or_is_refused() {
    let shop = Shop::open().await;
    for (arrived, paid, intent_status) in
        [(true, "paid", "succeeded"), (false, "unpaid", "requires_payment_method")]
    {
        let id = shop.session().await;
        assert_eq!(shop.submit(&id, &card("4000000000001976")).await.status(), 303);
        let session = shop.emulator.object(&id).unwrap();
        assert_eq!((&session["status"], &session["payment_status"]), (&"complete".into(), &"unpaid".into()));
        let intent = session["payment_intent"].as_str().unwrap().to_owned();
        assert_eq!(shop.emulator.object(&intent).unwrap()["status"], "processing");
        shop.emulator.arrive_session(&id, arrived).unwrap();
        let session = shop.emulator.object(&id).unwrap();
        assert_eq!((&session["status"], &session["payment_status"]), (&"complete".into(), &paid.into()));
        assert_eq!(shop.emulator.object(&intent).unwrap()["status"], intent_status);
        assert!(shop.emulator.arrive_session(&id, !arrived).is_err() || arrived, "it arrives or fails once");
    }
    for kind in ["succeeded", "failed"] {
        let kind = format!("checkout.session.async_payment_{kind}");
        assert_eq!(shop.emulator.events_of_type(&kind).len(), 1, "{kind}");
    }
}

#[actix_web::test]
async fn fields_that_cannot_be_right_never_reach_the_bank() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    for (field, value, message) in [
        ("card_number", "4242424242424241", "Your card number is invalid."),
        ("card_number", "4111111111111111", "This is not a test card."),
        ("card_number", "", "Enter your card number."),
        ("exp", "01/20", "in the past"),
        ("exp", "soon", "MM/YY"),
        ("cvc", "1", "security code"),
        ("email", "ann", "email address"),
    ] {
        let mut form = card(PAYS);
        form.retain(|(name, _)| *name != field);
        form.push((field, value));
        let response = shop.submit(&id, &form).await;
        assert_eq!(response.status(), 422, "{field}={value}");
        let html = response.text().await.unwrap();
        assert!(html.contains(message), "{field}={value}: {html}");
        let input = html.lines().find(|line| line.contains(&format!("name=\"{field}\""))).unwrap();
        assert!(input.contains("aria-invalid=\"true\""), "{input}");
    }
    assert!(shop.emulator.events().is_empty());
    assert!(shop.emulator.object(&id).unwrap()["payment_intent"].is_null());
}

#[actix_web::test]
async fn a_card_that_needs_confirmation_pays_when_confirmed() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let response = shop.submit(&id, &card("4000002500003155")).await;
    assert_eq!(
        (response.status().as_u16(), location(&response)),
        (303, format!("/c/pay/{id}/confirm").as_str())
    );
    let (status, html) = shop.page(&format!("/c/pay/{id}/confirm")).await;
    assert!(status == 200 && html.contains("value=\"confirm\"") && html.contains("value=\"fail\""), "{html}");
    assert!(shop.emulator.events().is_empty());
    let confirm = shop.url(&format!("/c/pay/{id}/confirm"));
    let response = shop.client.post(confirm).form(&[("decision", "confirm")]).send().await.unwrap();
    assert_eq!(location(&response), format!("http://shop.test/done?session={id}"));
    assert_eq!(shop.emulator.object(&id).unwrap()["customer_details"]["email"], "ann@example.org");
}

#[actix_web::test]
async fn a_confirmation_that_fails_leaves_the_session_open() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    shop.submit(&id, &card("4000002500003155")).await;
    let confirm = || shop.client.post(shop.url(&format!("/c/pay/{id}/confirm")));
    let response = confirm().form(&[("decision", "fail")]).send().await.unwrap();
    assert_eq!(response.status(), 422);
    assert_eq!(shop.emulator.events_of_type("payment_intent.payment_failed").len(), 1);
    let again = confirm().form(&[("decision", "confirm")]).send().await.unwrap();
    assert_eq!((again.status().as_u16(), location(&again)), (303, format!("/c/pay/{id}").as_str()));
    assert_eq!(shop.emulator.object(&id).unwrap()["status"], "open");
}

#[actix_web::test]
async fn paying_many_times_at_once_pays_once() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    let form = card(PAYS);
    let answers = tokio::join!(
        shop.submit(&id, &form),
        shop.submit(&id, &form),
        shop.submit(&id, &form),
        shop.submit(&id, &form),
        shop.submit(&id, &form),
    );
    let mut statuses =
        [answers.0, answers.1, answers.2, answers.3, answers.4].map(|answer| answer.status().as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409]);
    assert_eq!(shop.emulator.events_of_type("charge.succeeded").len(), 1);
    assert_eq!(shop.emulator.events_of_type("checkout.session.completed").len(), 1);
}

#[actix_web::test]
async fn a_session_that_is_over_says_so() {
    let shop = Shop::open().await;
    let (paid, _) = shop.paid().await;
    let (status, html) = shop.page(&format!("/c/pay/{paid}")).await;
    assert!(
        status == 200 && html.contains("already paid") && html.contains(&format!("session={paid}")),
        "{html}"
    );
    let expired = shop.session().await;
    shop.send(&format!("/v1/checkout/sessions/{expired}/expire"), &[]).await;
    let (status, html) = shop.page(&format!("/c/pay/{expired}")).await;
    assert!(
        status == 410 && html.contains("has expired") && html.contains("http://shop.test/cart"),
        "{html}"
    );
    assert_eq!(shop.submit(&expired, &card(PAYS)).await.status(), 410);
    assert_eq!(shop.submit("cs_test_nothing", &card(PAYS)).await.status(), 404);
    assert_eq!(shop.page("/c/pay/cs_test_nothing").await.0, 404);
}

#[actix_web::test]
async fn everything_from_outside_is_escaped() {
    let shop = Shop::open().await;
    let hostile = "<script>alert('x')</script>\"";
    let fields = changed(&[
        ("line_items[0][price_data][product_data][name]", hostile),
        ("line_items[0][price_data][product_data][description]", hostile),
        ("cancel_url", "http://shop.test/cart?a=\"><script>alert(1)</script>"),
    ]);
    let id = shop.send("/v1/checkout/sessions", &fields).await.text("/id").to_owned();
    let mut form = card("4000000000000002");
    form.push(("name", hostile));
    let retry = shop.submit(&id, &[("card_number", "x"), ("name", hostile), ("email", "\"><b>")]).await;
    for html in [shop.page(&format!("/c/pay/{id}")).await.1, retry.text().await.unwrap()] {
        assert!(!html.contains("<script") && !html.contains("\"><b>"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}
