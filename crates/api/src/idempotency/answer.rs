//! Answers as they are kept.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
};
use securecart_db::idempotency::KeyedCall;
use securecart_keys::Place;
use serde::{Deserialize, Serialize};

use crate::{
    http::{ApiError, error::PROBLEM_JSON},
    keys::Keys,
};

/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The headers of an answer that belong to what it says.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG];

/// What was answered: status, the headers that belong to it, and the body.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredAnswer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl StoredAnswer {
    /// The answer 200 with that body.
    pub fn ok(body: &impl Serialize) -> Result<Self, ApiError> {
        let body = serde_json::to_string(body).map_err(ApiError::internal)?;
        let headers = vec![(header::CONTENT_TYPE.to_string(), "application/json".to_owned())];
        Ok(Self { status: 200, headers, body })
    }

    /// An answer that is on its way; none if it is not text.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let kept = KEPT.iter().filter_map(|name| {
            let value = headers.get(name)?.to_str().ok()?;
            Some((name.to_string(), value.to_owned()))
        });
        let body = String::from_utf8(body.to_vec()).ok()?;
        Some(Self { status: status.as_u16(), headers: kept.collect(), body })
    }

    /// A refusal.
    pub(super) fn problem(error: &ApiError, request_id: &str) -> Result<Self, ApiError> {
        let problem = error.problem(request_id);
        let body = serde_json::to_string(&problem).map_err(ApiError::internal)?;
        let headers = vec![(header::CONTENT_TYPE.to_string(), PROBLEM_JSON.to_owned())];
        Ok(Self { status: problem.status, headers, body })
    }

    /// As it is stored: it may hold anything, so nobody reads it without the keys.
    pub(super) fn seal(&self, keys: &Keys, call: &KeyedCall) -> Result<Vec<u8>, ApiError> {
        let plain = serde_json::to_vec(self).map_err(ApiError::internal)?;
        Ok(keys.seal(&place(call.id()), &plain)?)
    }

    /// What was stored for that call.
    pub(super) fn open(keys: &Keys, call: &[u8; 32], sealed: &[u8]) -> Result<Self, ApiError> {
        let plain = keys.open(&place(call), sealed)?;
        serde_json::from_slice(&plain).map_err(ApiError::internal)
    }

    /// The same answer once more.
    pub(super) fn again(self) -> Result<HttpResponse, ApiError> {
        let status = StatusCode::from_u16(self.status).map_err(ApiError::internal)?;
        let mut answer = HttpResponse::build(status);
        for (name, value) in &self.headers {
            answer.insert_header((name.as_str(), value.as_str()));
        }
        answer.insert_header((REPLAYED, HeaderValue::from_static("true")));
        Ok(answer.body(self.body))
    }
}

fn place(call: &[u8; 32]) -> Place {
    Place::new("idempotency_keys", "answer_sealed", hex::encode(call))
}
