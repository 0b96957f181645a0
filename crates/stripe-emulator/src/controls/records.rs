//! What controls give back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ledger::Event;

/// An event that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRecord {
    /// `evt_…`.
    pub id: String,
    /// Such as `checkout.session.completed`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Seconds, by the emulator's clock.
    pub created: i64,
    /// The session, payment intent, charge or refund it is about.
    pub object_id: String,
    /// Stripe's envelope, as webhooks carry it.
    pub body: Value,
}

impl From<&Event> for EventRecord {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id.clone(),
            kind: event.kind.to_owned(),
            created: event.created,
            object_id: event.object_id().to_owned(),
            body: event.body.clone(),
        }
    }
}

/// A call that a client of the API made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiCallRecord {
    /// Seconds, by the emulator's clock.
    pub at: i64,
    /// `req_…`, also in the `Request-Id` header.
    pub request_id: String,
    /// Such as `POST`.
    pub method: String,
    /// Such as `/v1/refunds`.
    pub path: String,
    /// The `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
    /// Status of the answer.
    pub http_status: u16,
    /// Whether the answer was that of an earlier call with the same key.
    pub replayed: bool,
}

/// How a payment that a control made ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PaymentOutcome {
    /// The session is paid now.
    Paid {
        /// Where the page would send the payer.
        success_url: String,
    },
    /// The payment is taken; the money arrives later or never.
    Accepted,
    /// The bank refused; the session stays open, or has ended if the money was on its way.
    Declined {
        /// The sentence that the page shows.
        message: String,
    },
    /// The bank waits for the payer's confirmation.
    NeedsConfirmation,
    /// The session was paid before; nothing was charged now.
    AlreadyPaid,
    /// The session has expired; nothing was charged.
    Expired,
}

/// Why a control could not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// There is no such event, session, or other object.
    #[error("there is no {0}")]
    NotFound(String),
    /// There is no address to send webhooks to.
    #[error("no webhook address is set")]
    NoWebhookUrl,
    /// The order itself makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// The receiver could not be reached or did not answer.
    #[error("the webhook's receiver did not answer")]
    Receiver(#[source] reqwest::Error),
}
