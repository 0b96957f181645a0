use leptos::prelude::window;

/// A key nobody has used before, for `Idempotency-Key`: a random UUID of the browser. None where the browser
/// offers no randomness (never on HTTPS or localhost).
pub fn random_key() -> Option<String> {
    window().crypto().ok().map(|crypto| crypto.random_uuid())
}
