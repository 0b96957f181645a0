//! What is known about deliveries, and what a test can order.

use serde::{Deserialize, Serialize};

/// How far a delivery has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// On its way, or waiting for the next attempt.
    Pending,
    /// Kept back until released.
    Held,
    /// The receiver answered 2xx.
    Delivered,
    /// Given up after the last attempt.
    Failed,
    /// Lost on the way because a test wanted it so.
    Lost,
    /// There was no webhook address when the event happened.
    NoEndpoint,
}

/// One request to the receiver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When, in seconds of real time; also the signature's timestamp.
    pub at: i64,
    /// The receiver's status; `None` when it gave no answer.
    pub http_status: Option<u16>,
    /// Why there was no answer.
    pub error: Option<String>,
}

/// An event on its way to the webhook address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Number of the delivery, growing.
    pub id: u64,
    /// The event, `evt_…`.
    pub event_id: String,
    /// Its type, such as `checkout.session.completed`.
    pub event_type: String,
    /// Where it goes.
    pub url: Option<String>,
    /// How far it has come.
    pub status: DeliveryStatus,
    /// What was tried so far.
    pub attempts: Vec<Attempt>,
}

/// In which order held deliveries leave. Each waits for the first attempt of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseOrder {
    /// All of them as they happened; later events are no longer held.
    Created,
    /// All of them backwards; later events are no longer held.
    Reversed,
    /// These events in this order; the rest stays held, and so do later ones.
    Events(Vec<String>),
}

/// An arbitrary webhook call, as an attacker or a broken sender would make it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookMessage {
    /// The exact body.
    pub body: String,
    /// Key to sign with; the emulator's own when absent.
    pub secret: Option<String>,
    /// Seconds for the signature's `t`; now when absent.
    pub timestamp: Option<i64>,
    /// The whole `Stripe-Signature` header, instead of a computed one; empty sends none.
    pub signature: Option<String>,
    /// Where to send it; the webhook address when absent.
    pub url: Option<String>,
}

/// How the receiver answered one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookAnswer {
    /// HTTP status.
    pub http_status: u16,
    /// The body, as text.
    pub body: String,
}
