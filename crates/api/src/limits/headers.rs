//! How budgets are told: the fields of draft-ietf-httpapi-ratelimit-headers, and the three older ones that many clients
//! know, which speak of the budget that is closest to its end.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::Reading;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STATE: HeaderName = HeaderName::from_static("ratelimit");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// The headers for these budgets.
pub(super) fn of(readings: &[Reading]) -> Vec<(HeaderName, HeaderValue)> {
    let Some(tightest) = readings.iter().min_by_key(|reading| reading.remaining) else { return Vec::new() };
    let list = |item: fn(&Reading) -> String| readings.iter().map(item).collect::<Vec<_>>().join(", ");
    let policies = list(|reading| {
        let policy = reading.policy;
        format!("\"{}\";q={};w={}", policy.name, policy.amount, policy.seconds)
    });
    let states = list(|reading| {
        format!("\"{}\";r={};t={}", reading.policy.name, reading.remaining, reading.reset_seconds)
    });
    let texts = [
        (POLICY, policies),
        (STATE, states),
        (LIMIT, tightest.policy.amount.to_string()),
        (REMAINING, tightest.remaining.to_string()),
        (RESET, tightest.reset_seconds.to_string()),
    ];
    texts.into_iter().filter_map(|(name, text)| Some((name, HeaderValue::from_str(&text).ok()?))).collect()
}

/// Adds them to an answer, unless it speaks of a budget already.
pub(super) fn add(headers: &mut HeaderMap, readings: &[Reading]) {
    if headers.contains_key(&STATE) {
        return;
    }
    for (name, value) in of(readings) {
        headers.insert(name, value);
    }
}
