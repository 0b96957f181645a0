//! Idempotency keys: the first answer is kept for a day and repeated word for word.
//! Rules from <https://docs.stripe.com/api/idempotent_requests>.

use std::collections::HashMap;

use actix_web::http::StatusCode;

use crate::{error::ApiError, form::Node};

const KEPT_SECONDS: i64 = 24 * 60 * 60;
const LONGEST_KEY: usize = 255;

/// An answer that a later call with the same key gets again.
#[derive(Clone, Debug)]
pub(crate) struct SavedAnswer {
    pub(crate) status: StatusCode,
    pub(crate) body: String,
    pub(crate) request_id: String,
}

#[derive(Debug)]
struct Entry {
    created: i64,
    path: String,
    params: Node,
    answer: Option<SavedAnswer>,
}

/// All keys seen in the last day.
#[derive(Debug, Default)]
pub(crate) struct IdempotencyKeys {
    entries: HashMap<String, Entry>,
}

impl IdempotencyKeys {
    /// Claims the key for a new call (`None`), gives back the answer of the first call, or refuses.
    ///
    /// Refuses with 400 `idempotency_error` when path or parameters differ, and with 409 while the first call runs.
    pub(crate) fn claim(
        &mut self,
        key: &str,
        path: &str,
        params: &Node,
        now: i64,
    ) -> Result<Option<SavedAnswer>, ApiError> {
        self.entries.retain(|_, entry| now.saturating_sub(entry.created) < KEPT_SECONDS);
        if key.len() > LONGEST_KEY {
            let message = format!("Idempotency keys can be at most {LONGEST_KEY} characters long.");
            return Err(refusal(StatusCode::BAD_REQUEST, "invalid_request_error", message));
        }
        let Some(entry) = self.entries.get(key) else {
            let entry = Entry { created: now, path: path.to_owned(), params: params.clone(), answer: None };
            self.entries.insert(key.to_owned(), entry);
            return Ok(None);
        };
        entry.answer_for(key, path, params).map(Some)
    }

    pub(crate) fn save(&mut self, key: &str, answer: SavedAnswer) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.answer = Some(answer);
        }
    }

    /// Forgets a key whose call had no effect.
    pub(crate) fn release(&mut self, key: &str) {
        self.entries.remove(key);
    }
}

impl Entry {
    fn answer_for(&self, key: &str, path: &str, params: &Node) -> Result<SavedAnswer, ApiError> {
        if self.path != path {
            let message = format!(
                "Keys for idempotent requests can only be used for the same endpoint they were first used for \
                 ('{path}' vs '{}'). Try using a key other than '{key}' if you meant to execute a different request.",
                self.path
            );
            return Err(refusal(StatusCode::BAD_REQUEST, "idempotency_error", message));
        }
        if self.params != *params {
            let message = format!(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. \
                 Try using a key other than '{key}' if you meant to execute a different request."
            );
            return Err(refusal(StatusCode::BAD_REQUEST, "idempotency_error", message));
        }
        self.answer.clone().ok_or_else(|| {
            let message = format!(
                "There is currently another in-progress request using this Idempotent Key (that probably means you \
                 submitted twice, and the other request is still going through): {key}. Please try again later."
            );
            refusal(StatusCode::CONFLICT, "idempotency_error", message).with_code("idempotency_key_in_use")
        })
    }
}

fn refusal(status: StatusCode, kind: &'static str, message: String) -> ApiError {
    ApiError::request(status, kind, message)
}
