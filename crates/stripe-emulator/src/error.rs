//! Stripe's error answers: <https://docs.stripe.com/api/errors>.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

/// An error in Stripe's shape, with the HTTP status it travels under.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) code: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) param: Option<String>,
    /// Whether an idempotency key remembers this answer. Stripe saves an answer only once the endpoint has begun
    /// to execute, so refused parameters are not remembered: <https://docs.stripe.com/api/idempotent_requests>.
    pub(crate) remembered: bool,
}

impl ApiError {
    /// A refused parameter; the request had no effect and is not remembered.
    pub(crate) fn parameter(code: &'static str, param: &str, message: String) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code: Some(code),
            message,
            param: Some(param.to_owned()),
            remembered: false,
        }
    }

    /// A request that the present state of an object does not allow.
    pub(crate) fn state(code: Option<&'static str>, message: String) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code,
            message,
            param: None,
            remembered: true,
        }
    }

    /// Any other answer outside an object's life: keys, idempotency, unknown paths, injected faults.
    pub(crate) fn request(status: StatusCode, kind: &'static str, message: String) -> Self {
        Self { status, kind, code: None, message, param: None, remembered: false }
    }

    /// An object that does not exist; `what` is Stripe's name for it, such as `payment_intent`.
    pub(crate) fn missing(what: &str, id: &str, param: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            code: Some("resource_missing"),
            param: Some(param.to_owned()),
            ..Self::state(None, format!("No such {what}: '{id}'"))
        }
    }

    pub(crate) fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    pub(crate) fn with_param(self, param: &str) -> Self {
        Self { param: Some(param.to_owned()), ..self }
    }

    /// The body, with the fields that are unset left out, as Stripe does.
    pub(crate) fn body(&self) -> Value {
        let mut error = json!({ "type": self.kind, "message": self.message });
        if let Some(fields) = error.as_object_mut() {
            if let Some(code) = self.code {
                let address = format!("https://docs.stripe.com/error-codes/{}", code.replace('_', "-"));
                fields.insert("code".to_owned(), json!(code));
                fields.insert("doc_url".to_owned(), json!(address));
            }
            if let Some(param) = &self.param {
                fields.insert("param".to_owned(), json!(param));
            }
        }
        json!({ "error": error })
    }
}
