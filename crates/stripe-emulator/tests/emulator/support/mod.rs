//! A running emulator with a client, and a receiver of webhooks.

mod receiver;

pub(crate) use receiver::Receiver;

use std::time::Duration;

use reqwest::{Client, RequestBuilder, redirect::Policy};
use securecart_stripe_emulator::{Emulator, EmulatorConfig, RunningEmulator};
use serde_json::Value;

/// Names and values as they are posted.
pub(crate) type Form<'a> = &'a [(&'a str, &'a str)];

/// The fields of a session of 2 × 12.50 €, which pass.
pub(crate) const SESSION: [(&str, &str); 8] = [
    ("mode", "payment"),
    ("line_items[0][price_data][currency]", "eur"),
    ("line_items[0][price_data][unit_amount]", "1250"),
    ("line_items[0][price_data][product_data][name]", "Blue mug"),
    ("line_items[0][quantity]", "2"),
    ("client_reference_id", "ord_1"),
    ("success_url", "http://shop.test/done?session={CHECKOUT_SESSION_ID}"),
    ("cancel_url", "http://shop.test/cart"),
];

pub(crate) const PAYS: &str = "4242 4242 4242 4242";

pub(crate) struct Shop {
    pub(crate) emulator: RunningEmulator,
    pub(crate) client: Client,
}

/// An answer of the API.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn number(&self, pointer: &str) -> i64 {
        self.body.pointer(pointer).and_then(Value::as_i64).unwrap()
    }

    /// Error type, code and parameter.
    pub(crate) fn error(&self) -> (&str, &str, &str) {
        (self.text("/error/type"), self.text("/error/code"), self.text("/error/param"))
    }
}

impl Shop {
    pub(crate) async fn open() -> Self {
        Self::open_with(EmulatorConfig::default()).await
    }

    pub(crate) async fn open_with(config: EmulatorConfig) -> Self {
        let config = EmulatorConfig { webhook_retry_base: Duration::from_millis(20), ..config };
        let emulator = Emulator::start(config).await.unwrap();
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { emulator, client }
    }

    /// A shop whose events go to a receiver.
    pub(crate) async fn listening() -> (Self, Receiver) {
        let (shop, receiver) = (Self::open().await, Receiver::start());
        shop.emulator.set_webhook_url(receiver.url());
        (shop, receiver)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.emulator.base_url())
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path)).bearer_auth(self.emulator.secret_key())
    }

    pub(crate) fn post(&self, path: &str, form: Form<'_>) -> RequestBuilder {
        self.client.post(self.url(path)).bearer_auth(self.emulator.secret_key()).form(form)
    }

    pub(crate) async fn fetch(&self, path: &str) -> Answer {
        answer(self.get(path)).await
    }

    pub(crate) async fn send(&self, path: &str, form: Form<'_>) -> Answer {
        answer(self.post(path, form)).await
    }

    /// Creates [`SESSION`] with some fields set otherwise; an empty value takes the field away.
    pub(crate) async fn create(&self, changes: Form<'_>) -> Answer {
        self.send("/v1/checkout/sessions", &changed(changes)).await
    }

    /// The id of a fresh open session.
    pub(crate) async fn session(&self) -> String {
        let answer = self.create(&[]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.text("/id").to_owned()
    }

    /// A session that is paid, with its payment intent.
    pub(crate) async fn paid(&self) -> (String, String) {
        let id = self.session().await;
        self.emulator.pay_session(&id).unwrap();
        let session = self.emulator.object(&id).unwrap();
        (id, session["payment_intent"].as_str().unwrap().to_owned())
    }

    /// Posts the form of the payment page.
    pub(crate) async fn submit(&self, id: &str, form: Form<'_>) -> reqwest::Response {
        self.client.post(self.url(&format!("/c/pay/{id}/pay"))).form(form).send().await.unwrap()
    }

    pub(crate) async fn page(&self, path: &str) -> (u16, String) {
        let response = self.client.get(self.url(path)).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    pub(crate) async fn settle(&self) {
        assert!(self.emulator.wait_until_idle(Duration::from_secs(10)).await);
    }
}

pub(crate) async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.json().await.unwrap(),
    }
}

pub(crate) fn changed<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = SESSION.to_vec();
    for (name, value) in changes {
        fields.retain(|(existing, _)| existing != name);
        if !value.is_empty() {
            fields.push((name, value));
        }
    }
    fields
}

pub(crate) fn location(response: &reqwest::Response) -> &str {
    response.headers()["location"].to_str().unwrap()
}
