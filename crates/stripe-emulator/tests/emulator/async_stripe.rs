//! The client that the shop uses reads every object without complaint.

use std::{collections::BTreeMap, marker::PhantomData};

use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, ExpireCheckoutSession, ListLineItemsCheckoutSession, ProductData,
    RetrieveCheckoutSession,
};
use stripe_client_core::{RequestBuilder, StripeMethod};
use stripe_shared::{
    ApiErrorsCode, Charge, CheckoutSessionMode, CheckoutSessionPaymentStatus, CheckoutSessionStatus, Event,
    PaymentIntent, PaymentIntentStatus, Refund,
};
use stripe_types::Currency;

use crate::support::Shop;

fn client(shop: &Shop) -> Client {
    ClientBuilder::new(shop.emulator.secret_key()).url(shop.emulator.base_url()).build().unwrap()
}

/// A request for an object whose own crate the shop does without.
struct Call<T> {
    method: StripeMethod,
    path: String,
    form: BTreeMap<&'static str, String>,
    output: PhantomData<T>,
}

impl<T> StripeRequest for Call<T> {
    type Output = T;

    fn build(&self) -> RequestBuilder {
        let request = RequestBuilder::new(self.method, self.path.clone());
        if self.form.is_empty() { request } else { request.form(&self.form) }
    }
}

fn get<T>(path: String) -> Call<T> {
    Call { method: StripeMethod::Get, path, form: BTreeMap::new(), output: PhantomData }
}

fn refund(intent: &str, amount: i64) -> Call<Refund> {
    Call {
        method: StripeMethod::Post,
        path: "/refunds".to_owned(),
        form: BTreeMap::from([("payment_intent", intent.to_owned()), ("amount", amount.to_string())]),
        output: PhantomData,
    }
}

fn creation() -> CreateCheckoutSession {
    let price = CreateCheckoutSessionLineItemsPriceData {
        unit_amount: Some(1_250),
        product_data: Some(ProductData::new("Blue mug")),
        ..CreateCheckoutSessionLineItemsPriceData::new(Currency::EUR)
    };
    let mut line = CreateCheckoutSessionLineItems::new();
    line.price_data = Some(price);
    line.quantity = Some(2);
    let mut intent = CreateCheckoutSessionPaymentIntentData::new();
    intent.metadata = Some([("order".to_owned(), "ord_1".to_owned())].into());
    CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .line_items(vec![line])
        .client_reference_id("ord_1")
        .customer_email("ann@example.org")
        .payment_intent_data(intent)
        .metadata([("order".to_owned(), "ord_1".to_owned())])
        .success_url("http://shop.test/done?session={CHECKOUT_SESSION_ID}")
        .cancel_url("http://shop.test/cart")
}

#[actix_web::test]
async fn a_session_is_created_retrieved_and_expired() {
    let shop = Shop::open().await;
    let client = client(&shop);
    let created = creation().send(&client).await.unwrap();
    assert_eq!(created.amount_total, Some(2_500));
    assert_eq!(created.currency, Some(Currency::EUR));
    assert_eq!(created.status, Some(CheckoutSessionStatus::Open));
    assert_eq!(created.client_reference_id.as_deref(), Some("ord_1"));
    let page = format!("{}/c/pay/{}", shop.emulator.base_url(), created.id);
    assert_eq!(created.url.as_deref(), Some(page.as_str()));

    let lines = ListLineItemsCheckoutSession::new(created.id.clone()).send(&client).await.unwrap();
    assert_eq!(lines.data[0].amount_total, 2_500);
    assert_eq!(lines.data[0].price.as_ref().unwrap().unit_amount, Some(1_250));

    let expired = ExpireCheckoutSession::new(created.id.clone()).send(&client).await.unwrap();
    assert_eq!(expired.status, Some(CheckoutSessionStatus::Expired));
    let again = ExpireCheckoutSession::new(created.id).send(&client).await.unwrap_err();
    assert!(matches!(again, StripeError::Stripe(_, 400)), "{again:?}");
}

#[actix_web::test]
async fn a_paid_session_and_all_its_objects_are_read() {
    let shop = Shop::open().await;
    let client = client(&shop);
    let created = creation().send(&client).await.unwrap();
    shop.emulator.pay_session(created.id.as_str()).unwrap();

    let paid = RetrieveCheckoutSession::new(created.id)
        .expand(["payment_intent.latest_charge".to_owned(), "line_items.data.price.product".to_owned()])
        .send(&client)
        .await
        .unwrap();
    assert_eq!(paid.payment_status, CheckoutSessionPaymentStatus::Paid);
    assert_eq!(paid.customer_details.unwrap().email.as_deref(), Some("ann@example.org"));
    assert_eq!(paid.line_items.unwrap().data.len(), 1);
    let intent = paid.payment_intent.unwrap().into_object().unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::Succeeded);
    assert_eq!(intent.metadata["order"], "ord_1");
    let charge = intent.latest_charge.unwrap().into_object().unwrap();

    let intent: PaymentIntent =
        get(format!("/payment_intents/{}", intent.id)).customize().send(&client).await.unwrap();
    assert_eq!(intent.amount_received, 2_500);
    let made = refund(intent.id.as_str(), 1_000).customize().send(&client).await.unwrap();
    let refund: Refund = get(format!("/refunds/{}", made.id)).customize().send(&client).await.unwrap();
    assert_eq!((refund.amount, refund.status.as_deref()), (1_000, Some("succeeded")));
    let charge: Charge = get(format!("/charges/{}", charge.id)).customize().send(&client).await.unwrap();
    assert_eq!((charge.amount_refunded, charge.refunded), (1_000, false));
    for event in shop.emulator.events() {
        let read: Event = get(format!("/events/{}", event.id)).customize().send(&client).await.unwrap();
        assert_eq!(read.type_.as_str(), event.kind);
    }
}

#[actix_web::test]
async fn a_declined_and_a_waiting_payment_are_read() {
    let shop = Shop::open().await;
    let client = client(&shop);
    for (card, status) in [
        ("4000000000009995", PaymentIntentStatus::RequiresPaymentMethod),
        ("4000002500003155", PaymentIntentStatus::RequiresAction),
    ] {
        let session = creation().send(&client).await.unwrap();
        shop.emulator.pay_session_with(session.id.as_str(), card, None).unwrap();
        let session = RetrieveCheckoutSession::new(session.id).send(&client).await.unwrap();
        let id = session.payment_intent.unwrap().into_id();
        let intent: PaymentIntent =
            get(format!("/payment_intents/{id}")).customize().send(&client).await.unwrap();
        assert_eq!(intent.status, status);
        assert_eq!(intent.last_payment_error.is_some(), intent.next_action.is_none());
    }
}

#[actix_web::test]
async fn errors_arrive_with_their_code() {
    let shop = Shop::open().await;
    let client = client(&shop);
    let missing = RetrieveCheckoutSession::new("cs_test_nothing").send(&client).await.unwrap_err();
    let StripeError::Stripe(error, 404) = missing else { panic!("{missing:?}") };
    assert_eq!(error.code, Some(ApiErrorsCode::ResourceMissing));
}

#[actix_web::test]
async fn a_repeated_key_gives_the_same_session() {
    let shop = Shop::open().await;
    let client = client(&shop);
    let key = || RequestStrategy::Idempotent(IdempotencyKey::new("order-1").unwrap());
    let first = creation().customize().request_strategy(key()).send(&client).await.unwrap();
    let second = creation().customize().request_strategy(key()).send(&client).await.unwrap();
    assert_eq!(first.id, second.id);
    assert_eq!(shop.emulator.sessions().len(), 1);
}
