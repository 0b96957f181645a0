//! Events as the provider sends them.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use securecart_db::{
    DbError,
    webhooks::{self, ReceivedEvent},
};
use securecart_dto::ProblemType;
use serde::{Deserialize, Serialize};

use super::{
    settle::{SettleError, settle_session},
    signature::{self, SignatureError},
};
use crate::{
    audit::{Denial, record_denial},
    auth::Actor,
    http::{ApiError, problems::request_id, valid::read_body},
    refunds::{RefundError, hear_of_refund},
    state::{AppState, State},
};

/// The largest event in bytes.
const MAX_BYTES: usize = 512 * 1024;
/// The longest id or type that is kept, in bytes.
const MAX_WORD: usize = 255;
const SIGNATURE_HEADER: &str = "stripe-signature";

/// Thanks for the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Received {
    /// Always true.
    pub received: bool,
}

/// An event that carries a signature of the provider: the proof of access of its handler.
///
/// Refuses bodies over 512 KiB (413) and those without a good signature (400). Of the content only names are
/// believed; amounts and states are asked for again.
#[derive(Clone, Debug)]
pub(crate) struct StripeEvent {
    pub(super) event: ReceivedEvent,
    pub(super) actor: Actor,
}

#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    /// A few kinds of event are about things without an id.
    #[serde(default)]
    id: String,
}

impl FromRequest for StripeEvent {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let body = read_body(payload, MAX_BYTES).await?;
            let state = request
                .app_data::<State>()
                .ok_or_else(|| ApiError::internal(anyhow::anyhow!("the application has no state")))?;
            let header = request.headers().get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
            let secrets = &state.config.stripe.webhook_secrets;
            if let Err(error) = signature::verify(header, &body, secrets, state.clock.now()) {
                return Err(refuse(state, &request, error).await);
            }
            let actor = Actor { request_id: request_id(&request), ..Actor::system() };
            Ok(Self { event: parse(&body)?, actor })
        })
    }
}

/// Says no, in the log in any case and in the audit log as long as there are not too many.
async fn refuse(state: &AppState, request: &HttpRequest, error: SignatureError) -> ApiError {
    tracing::warn!(reason = %error, "a webhook was refused");
    record_denial(state, &Actor::of(request, None), Denial::Webhook { reason: error.word() }).await;
    ApiError::new(ProblemType::InvalidSignature, "The event does not carry a valid signature.")
}

fn parse(body: &[u8]) -> Result<ReceivedEvent, ApiError> {
    let unreadable = || ApiError::new(ProblemType::MalformedRequest, "The body is not an event.");
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| unreadable())?;
    let fits = |word: &str| word.len() <= MAX_WORD;
    if envelope.id.is_empty()
        || !fits(&envelope.id)
        || !fits(&envelope.kind)
        || !fits(&envelope.data.object.id)
    {
        return Err(unreadable());
    }
    Ok(ReceivedEvent { id: envelope.id, kind: envelope.kind, object_key: envelope.data.object.id })
}

/// Why an event could not be handled now.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Its checkout.
    #[error(transparent)]
    Settle(#[from] SettleError),
    /// Its refund.
    #[error(transparent)]
    Refund(#[from] RefundError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Does what an event asks for, and marks it done. An event of a kind that the shop does not care about is done
/// at once. Safe to repeat.
pub async fn process_event(state: &AppState, actor: &Actor, event: &ReceivedEvent) -> Result<(), EventError> {
    if event.kind.starts_with("checkout.session.") {
        settle_session(state, actor, &event.object_key).await?;
    } else if event.kind.starts_with("refund.") || event.kind == "charge.refund.updated" {
        hear_of_refund(state, actor, &event.object_key).await?;
    }
    let mut conn = state.db.connection().await?;
    webhooks::mark_processed(&mut conn, state.clock.now(), &event.id).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_an_event_or_a_problem_that_blames_the_sender(
            bytes in any::<Vec<u8>>(),
            id in any::<String>(),
            kind in any::<String>(),
        ) {
            if let Err(error) = parse(&bytes) {
                prop_assert_eq!(error.problem("").status, 400);
            }
            let event = serde_json::json!({"id": id, "type": kind, "data": {"object": {"id": id}}});
            match parse(event.to_string().as_bytes()) {
                Ok(event) => prop_assert!(!event.id.is_empty() && event.kind.len() <= MAX_WORD),
                Err(error) => prop_assert_eq!(error.problem("").status, 400),
            }
        }
    }
}
