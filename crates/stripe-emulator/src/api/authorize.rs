//! The API key, as a bearer token or as the user name of basic authentication.

use actix_web::http::{
    StatusCode,
    header::{AUTHORIZATION, HeaderMap},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::error::ApiError;

/// Refuses with Stripe's 401 unless the request carries the key.
pub(super) fn authorize(headers: &HeaderMap, secret_key: &str) -> Result<(), ApiError> {
    let Some(given) = given_key(headers) else {
        let message = "You did not provide an API key. You need to provide your API key in the Authorization header, \
                       using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See \
                       https://docs.stripe.com/api#authentication for details.";
        return Err(refusal(message.to_owned()));
    };
    if given == secret_key {
        return Ok(());
    }
    Err(refusal(format!("Invalid API Key provided: {}", masked(&given))))
}

/// Whether the request carries the key.
pub(crate) fn is_authorized(headers: &HeaderMap, secret_key: &str) -> bool {
    authorize(headers, secret_key).is_ok()
}

fn refusal(message: String) -> ApiError {
    ApiError::request(StatusCode::UNAUTHORIZED, "invalid_request_error", message)
}

fn given_key(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let decoded = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
        let (user, _password) = decoded.split_once(':').unwrap_or((decoded.as_str(), ""));
        return Some(user.to_owned());
    }
    None
}

/// The first letters and the last four, as Stripe shows a wrong key.
fn masked(key: &str) -> String {
    let characters: Vec<char> = key.chars().collect();
    let hidden = characters.len().saturating_sub(12);
    if hidden == 0 {
        return "*".repeat(characters.len());
    }
    let first: String = characters.iter().take(8).collect();
    let last: String = characters.iter().skip(characters.len().saturating_sub(4)).collect();
    format!("{first}{}{last}", "*".repeat(hidden))
}
