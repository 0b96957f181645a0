use leptos::prelude::*;
use securecart_dto::ProblemType;
use serde::Serialize;

use super::ApiError;

/// A key nobody has used before, for `Idempotency-Key`: a random UUID of the browser. None where the browser
/// offers no randomness (never on HTTPS or localhost).
pub fn random_key() -> Option<String> {
    window().crypto().ok().map(|crypto| crypto.random_uuid())
}

/// Something that somebody wants done once. Its key stays the same while nobody knows whether it was done: a lost
/// connection, then the same button again, and the shop recognises the call.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// What is wanted, and the key of it.
    open: StoredValue<Option<(String, String)>>,
}

impl Attempt {
    /// Nothing has been tried yet.
    pub fn new() -> Self {
        Self { open: StoredValue::new(None) }
    }

    /// The key to ask for this with.
    pub fn key(self, wanted: &impl Serialize) -> Option<String> {
        let wanted = serde_json::to_string(wanted).ok()?;
        let open = self.open.try_get_value().flatten().filter(|(before, _)| *before == wanted);
        let key = open.map(|(_, key)| key).or_else(random_key)?;
        self.open.try_set_value(Some((wanted, key.clone())));
        Some(key)
    }

    /// What came of it: once that is known, the next try is another one.
    pub fn settle<T>(self, outcome: &Result<T, ApiError>) {
        if !outcome.as_ref().is_err_and(is_unknown) {
            self.open.try_set_value(None);
        }
    }
}

impl Default for Attempt {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether it may have been done all the same.
fn is_unknown(error: &ApiError) -> bool {
    match error {
        ApiError::Network | ApiError::Unreadable => true,
        ApiError::Problem(problem) => problem.kind == ProblemType::CallRunning || problem.status >= 500,
    }
}
