//! The key of a call, and what it stands for.

use actix_web::{
    HttpRequest,
    http::header::{HeaderMap, HeaderName},
};
use securecart_domain::{SessionId, UserId};
use securecart_dto::{
    ProblemType,
    endpoint::{KeyRule, TABLE},
};
use sha2::{Digest as _, Sha256};

use crate::http::ApiError;

/// The header.
pub(super) const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// The longest key.
const MAX_BYTES: usize = 255;

/// Who calls: the same key of somebody else is another one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Caller {
    /// An account, in whichever session.
    User(UserId),
    /// A guest's session.
    Guest(SessionId),
}

impl Caller {
    pub(super) fn user(self) -> Option<UserId> {
        match self {
            Self::User(user) => Some(user),
            Self::Guest(_) => None,
        }
    }
}

/// The key, if one is given: once, with 1 to 255 visible ASCII characters.
pub(super) fn read(headers: &HeaderMap) -> Result<Option<&[u8]>, ApiError> {
    let mut given = headers.get_all(HEADER);
    match (given.next(), given.next()) {
        (None, _) => Ok(None),
        (Some(key), None) if is_key(key.as_bytes()) => Ok(Some(key.as_bytes())),
        _ => Err(ApiError::new(
            ProblemType::IdempotencyKeyNeeded,
            "Idempotency-Key has 1 to 255 visible ASCII characters, such as those of a random UUID.",
        )),
    }
}

fn is_key(key: &[u8]) -> bool {
    (1..=MAX_BYTES).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic)
}

/// What is answered where a key has to be given.
pub(super) fn missing() -> ApiError {
    ApiError::new(
        ProblemType::IdempotencyKeyNeeded,
        "This is carried out only with an Idempotency-Key: a new random one for each thing to be done, and the same \
         again when it is repeated because no answer came.",
    )
}

/// What the operation makes of a key.
pub(super) fn rule(request: &HttpRequest) -> KeyRule {
    let pattern = request.match_pattern().unwrap_or_default();
    let row =
        TABLE.iter().find(|row| row.path == pattern && row.method.as_str() == request.method().as_str());
    row.map_or(KeyRule::Ignored, |row| row.key)
}

/// What tells the call from all others.
pub(super) fn call_id(caller: Caller, request: &HttpRequest, key: &[u8]) -> [u8; 32] {
    let caller = match caller {
        Caller::User(user) => format!("user {user}"),
        Caller::Guest(session) => format!("guest {session}"),
    };
    digest(&[caller.as_bytes(), request.method().as_str().as_bytes(), request.path().as_bytes(), key])
}

/// What has to be the same when the call is repeated.
pub(super) fn fingerprint(request: &HttpRequest, body: &[u8]) -> [u8; 32] {
    digest(&[request.method().as_str().as_bytes(), request.path().as_bytes(), body])
}

/// SHA-256 over parts, each led by its length, so that no two lists of parts are the same text.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn reads(keys: &[&[u8]]) -> Option<bool> {
        let mut headers = HeaderMap::new();
        for key in keys {
            headers.append(HEADER, HeaderValue::from_bytes(key).unwrap());
        }
        read(&headers).ok().map(|key| key.is_some())
    }

    #[test]
    fn a_key_is_given_once_and_is_visible_ascii() {
        assert_eq!(reads(&[]), Some(false));
        for good in [b"a".as_slice(), &[b'~'; 255], b"\"8e03978e-40d5-43dd-bc93-6894a57f9324\""] {
            assert_eq!(reads(&[good]), Some(true));
        }
        for bad in [b"".as_slice(), b"a b", &[b'a'; 256], "\u{e9}".as_bytes(), b"a\tb"] {
            assert_eq!(reads(&[bad]), None, "{bad:?}");
        }
        assert_eq!(reads(&[b"a", b"a"]), None);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }
}
