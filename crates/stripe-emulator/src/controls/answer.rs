//! Bodies of the control calls.

use actix_web::{HttpResponse, ResponseError, http::StatusCode, web::Bytes};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::ControlError;

impl ResponseError for ControlError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::NoWebhookUrl => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::Receiver(_) => StatusCode::BAD_GATEWAY,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code()).json(json!({ "error": self.to_string() }))
    }
}

/// A JSON body; an empty one is an empty object, so that orders without details need none.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, ControlError> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| ControlError::Invalid(error.to_string()))
}

/// An answer with named content.
pub(super) fn answer(body: Value) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// The answer of an order that has nothing to tell.
pub(super) fn done() -> HttpResponse {
    answer(json!({ "ok": true }))
}
