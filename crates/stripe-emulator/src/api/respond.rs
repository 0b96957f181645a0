//! Answers with the headers that Stripe sends.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};

use super::API_VERSION;
use crate::{
    controls::ApiCallRecord,
    error::ApiError,
    idempotency::SavedAnswer,
    ids::{IdKind, new_id},
    shared::Shared,
};

/// What of a call is echoed and recorded.
#[derive(Clone, Debug)]
pub(super) struct Envelope {
    pub(super) request_id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) idempotency_key: Option<String>,
    version: String,
}

impl Envelope {
    pub(super) fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        Self {
            request_id: new_id(IdKind::Request),
            method: request.method().to_string(),
            path: request.path().to_owned(),
            idempotency_key: text("Idempotency-Key").map(str::to_owned),
            version: text("Stripe-Version").unwrap_or(API_VERSION).to_owned(),
        }
    }

    /// An answer of this very call.
    pub(super) fn answer(&self, shared: &Shared, status: StatusCode, body: String) -> HttpResponse {
        self.record(shared, status, false);
        self.response(status, body, None)
    }

    /// The answer of an earlier call with the same key.
    pub(super) fn replay(&self, shared: &Shared, saved: SavedAnswer) -> HttpResponse {
        self.record(shared, saved.status, true);
        self.response(saved.status, saved.body, Some(&saved.request_id))
    }

    fn response(&self, status: StatusCode, body: String, original: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::build(status);
        response
            .content_type("application/json")
            .insert_header((header::CACHE_CONTROL, "no-cache, no-store"))
            .insert_header(("Request-Id", self.request_id.as_str()))
            .insert_header(("Stripe-Version", self.version.as_str()));
        if let Some(key) = &self.idempotency_key {
            response.insert_header(("Idempotency-Key", key.as_str()));
        }
        if let Some(original) = original {
            response.insert_header(("Idempotent-Replayed", "true"));
            response.insert_header(("Original-Request", original));
        }
        response.body(body)
    }

    fn record(&self, shared: &Shared, status: StatusCode, replayed: bool) {
        shared.transact(|state, now| {
            state.calls.push(ApiCallRecord {
                at: now,
                request_id: self.request_id.clone(),
                method: self.method.clone(),
                path: self.path.clone(),
                idempotency_key: self.idempotency_key.clone(),
                http_status: status.as_u16(),
                replayed,
            });
        });
    }
}

/// A refusal of a request that never became a call.
pub(super) fn refuse(request: &HttpRequest, shared: &Shared, error: &ApiError) -> HttpResponse {
    Envelope::of(request).answer(shared, error.status, written(error))
}

/// An error as a body, pretty as Stripe writes it.
pub(super) fn written(error: &ApiError) -> String {
    format!("{:#}", error.body())
}
