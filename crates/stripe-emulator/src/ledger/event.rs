//! Events: what happened, with the object as it was then.

use serde_json::{Value, json};

use super::{Cause, Ledger, table::Row};
use crate::{
    api::API_VERSION,
    ids::{IdKind, new_id},
};

/// One event with the body that webhooks carry.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) created: i64,
    /// Stripe's envelope, complete.
    pub(crate) body: Value,
}

impl Row for Event {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Event {
    /// The id of the object that the event is about.
    pub(crate) fn object_id(&self) -> &str {
        self.body.pointer("/data/object/id").and_then(Value::as_str).unwrap_or_default()
    }
}

impl Ledger {
    /// Records an event about the object as it now is.
    pub(super) fn emit(&mut self, kind: &'static str, object: Value, previous: Option<Value>, cause: &Cause) {
        let id = new_id(IdKind::Event);
        let mut data = json!({ "object": object });
        if let (Some(previous), Some(fields)) = (previous, data.as_object_mut()) {
            fields.insert("previous_attributes".to_owned(), previous);
        }
        let body = json!({
            "id": id,
            "object": "event",
            "api_version": API_VERSION,
            "created": cause.now,
            "data": data,
            "livemode": false,
            "pending_webhooks": 1,
            "request": { "id": cause.request_id, "idempotency_key": cause.idempotency_key },
            "type": kind,
        });
        let event = Event { id, kind, created: cause.now, body };
        self.unsent.push(event.clone());
        self.events.insert(event);
    }
}
