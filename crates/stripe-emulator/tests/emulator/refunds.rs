//! Refunds never exceed the charge.

use crate::support::{Form, Shop};

#[actix_web::test]
async fn a_payment_is_refunded_in_parts_up_to_its_amount() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    let first = shop
        .send(
            "/v1/refunds",
            &[
                ("payment_intent", &intent),
                ("amount", "1000"),
                ("reason", "requested_by_customer"),
                ("metadata[return]", "ret_1"),
            ],
        )
        .await;
    assert_eq!((first.status, first.number("/amount")), (200, 1_000));
    assert_eq!((first.text("/status"), first.text("/reason")), ("succeeded", "requested_by_customer"));
    assert_eq!(first.text("/metadata/return"), "ret_1");

    let over = shop.send("/v1/refunds", &[("payment_intent", &intent), ("amount", "1501")]).await;
    assert_eq!((over.status, over.error()), (400, ("invalid_request_error", "", "amount")));
    let message = "Refund amount (€15.01) is greater than unrefunded amount on charge (€15.00)";
    assert_eq!(over.text("/error/message"), message);

    let rest = shop.send("/v1/refunds", &[("payment_intent", &intent)]).await;
    assert_eq!(rest.number("/amount"), 1_500);
    let more = shop.send("/v1/refunds", &[("payment_intent", &intent)]).await;
    assert_eq!((more.status, more.error().1), (400, "charge_already_refunded"));

    let charge = shop.fetch(&format!("/v1/charges/{}?expand[]=refunds", rest.text("/charge"))).await;
    assert_eq!((charge.number("/amount_refunded"), &charge.body["refunded"]), (2_500, &true.into()));
    assert_eq!(charge.body["refunds"]["data"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_refund_is_announced_with_the_charge_as_it_then_was() {
    let shop = Shop::open().await;
    let (_, intent) = shop.paid().await;
    for amount in ["1000", "500"] {
        shop.send("/v1/refunds", &[("payment_intent", &intent), ("amount", amount)]).await;
    }
    assert_eq!(shop.emulator.events_of_type("refund.created").len(), 2);
    let events = shop.emulator.events_of_type("charge.refunded");
    assert_eq!(events[0].body["data"]["object"]["amount_refunded"], 1_000);
    assert_eq!(events[1].body["data"]["object"]["amount_refunded"], 1_500);
    assert_eq!(events[1].body["data"]["previous_attributes"]["amount_refunded"], 1_000);
}

#[actix_web::test]
async fn what_cannot_be_refunded_is_refused() {
    let shop = Shop::open().await;
    let id = shop.session().await;
    shop.emulator.decline_session(&id).unwrap();
    let session = shop.emulator.object(&id).unwrap();
    let unpaid = session["payment_intent"].as_str().unwrap();
    let cases: [(Form<'_>, u16, &str); 6] = [
        (&[], 400, "parameter_missing"),
        (&[("payment_intent", "pi_nothing")], 404, "resource_missing"),
        (&[("charge", "ch_nothing")], 404, "resource_missing"),
        (&[("payment_intent", unpaid)], 400, "payment_intent_unexpected_state"),
        (&[("payment_intent", unpaid), ("amount", "0")], 400, "parameter_invalid_integer"),
        (&[("payment_intent", unpaid), ("reason", "boredom")], 400, "parameter_invalid"),
    ];
    for (form, status, code) in cases {
        let refused = shop.send("/v1/refunds", form).await;
        assert_eq!((refused.status, refused.error().1), (status, code), "{form:?}");
    }
    assert!(shop.emulator.events_of_type("refund.created").is_empty());
}

#[actix_web::test]
async fn refunds_are_read_and_listed() {
    let shop = Shop::open().await;
    let (_, one) = shop.paid().await;
    let (_, two) = shop.paid().await;
    let made = shop.send("/v1/refunds", &[("payment_intent", &one), ("expand[]", "payment_intent")]).await;
    assert_eq!(made.text("/payment_intent/id"), one);
    shop.send("/v1/refunds", &[("payment_intent", &two)]).await;
    let read = shop.fetch(&format!("/v1/refunds/{}", made.text("/id"))).await;
    assert_eq!(read.text("/payment_intent"), one);
    let list = shop.fetch(&format!("/v1/refunds?payment_intent={one}")).await;
    assert_eq!(list.body["data"].as_array().unwrap().len(), 1);
    assert_eq!(list.text("/data/0/id"), made.text("/id"));
}
