//! What a budget said.

use super::Policy;
use crate::http::ApiError;
use securecart_dto::ProblemType;

/// How a budget stands after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which budget.
    pub policy: Policy,
    /// Requests left right now.
    pub remaining: u32,
    /// Seconds until it is full again.
    pub reset_seconds: u32,
}

/// A budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// How it stands.
    pub reading: Reading,
    /// Seconds until the next request is let through, at least one.
    pub retry_seconds: u32,
}

impl From<TooMany> for ApiError {
    fn from(refused: TooMany) -> Self {
        let detail = format!("That was too often. Please try again {}.", in_words(refused.retry_seconds));
        let mut error = Self::retry_after(ProblemType::TooManyRequests, detail, refused.retry_seconds);
        for (name, value) in super::headers::of(&[refused.reading]) {
            error = error.with_header(name, value);
        }
        error
    }
}

/// A wait as people say it.
pub(crate) fn in_words(seconds: u32) -> String {
    let counted = |number: u32, one: &str, many: &str| match number {
        1 => format!("in {one}"),
        more => format!("in {more} {many}"),
    };
    match seconds {
        0..60 => counted(seconds.max(1), "a second", "seconds"),
        60..3600 => counted(seconds.div_ceil(60), "a minute", "minutes"),
        _ => counted(seconds.div_ceil(3600), "an hour", "hours"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_wait_is_told_in_words_and_never_too_short() {
        for (seconds, words) in [
            (0, "in a second"),
            (1, "in a second"),
            (59, "in 59 seconds"),
            (60, "in a minute"),
            (61, "in 2 minutes"),
            (3599, "in 60 minutes"),
            (3600, "in an hour"),
            (86_400, "in 24 hours"),
        ] {
            assert_eq!(in_words(seconds), words);
        }
    }
}
