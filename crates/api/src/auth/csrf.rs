//! Unsafe requests with a session cookie must come from the shop's own page.

use actix_session::SessionExt as _;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header::HeaderMap},
    middleware::Next,
    web,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use securecart_dto::ProblemType;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use super::{session, token};
use crate::{http::ApiError, state::AppState};

/// The header that carries the token.
pub const HEADER: &str = "x-csrf-token";

/// Middleware: three nets under `SameSite=Strict`. `Sec-Fetch-Site` must be `same-origin` where the browser
/// sends it, else `Origin` must be the shop's; and the token of this session must be in the header.
/// Webhooks prove themselves by a signature and pass.
pub async fn refuse_forged_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if is_unsafe(request.method()) && !request.path().starts_with("/api/v1/webhooks/") {
        check(&request)?;
    }
    next.call(request).await
}

fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn check(request: &ServiceRequest) -> Result<(), ApiError> {
    let own_origin = request
        .app_data::<web::Data<AppState>>()
        .map(|state| state.config.http.public_origin())
        .ok_or_else(|| ApiError::internal(anyhow::anyhow!("the application has no state")))?;
    if !comes_from(request.headers(), &own_origin) {
        return Err(forged("It came from another site."));
    }
    let key = session::existing_csrf_key(&request.get_session());
    let given = request.headers().get(HEADER).and_then(|value| value.to_str().ok());
    match (key, given) {
        (Some(key), Some(given)) if verify(&key, given) => Ok(()),
        _ => Err(forged("Send the csrf_token of GET /api/v1/auth/session as X-CSRF-Token.")),
    }
}

fn forged(detail: &str) -> ApiError {
    ApiError::new(ProblemType::ForgedRequest, detail)
}

/// A program that sends neither header is judged by the token alone: no browser can be made to do that.
fn comes_from(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == own_origin,
        (None, None) => true,
    }
}

/// A fresh token of a session: a random value and its MAC under the session's key, so that each answer
/// carries another one and compression gives nothing away.
pub fn issue(key: &str) -> Result<String, ApiError> {
    let nonce = hex::encode(token::random_bytes::<16>().map_err(ApiError::internal)?);
    let mac =
        mac(key, &nonce).ok_or_else(|| ApiError::internal(anyhow::anyhow!("no key for CSRF tokens")))?;
    Ok(format!("{mac}.{nonce}"))
}

fn verify(key: &str, given: &str) -> bool {
    given.split_once('.').is_some_and(|(claimed, nonce)| {
        mac(key, nonce).is_some_and(|expected| expected.as_bytes().ct_eq(claimed.as_bytes()).into())
    })
}

fn mac(key: &str, nonce: &str) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(b"csrf v1 ");
    mac.update(nonce.as_bytes());
    Some(hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn only_the_own_origin_counts() {
        let own = "https://shop.example";
        for (pairs, accepted) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://shop.example")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "https://shop.example")], true),
            (vec![("origin", "http://shop.example")], false),
            (vec![("origin", "https://shop.example.evil.com")], false),
            (vec![("origin", "https://evilshop.example")], false),
            (vec![("origin", "null")], false),
            (vec![], true),
        ] {
            assert_eq!(comes_from(&headers(&pairs), own), accepted, "{pairs:?}");
        }
    }

    #[test]
    fn a_token_is_good_for_its_session_alone() {
        let token = issue("one").unwrap();
        assert!(verify("one", &token));
        assert!(!verify("two", &token));
        for forged in ["", ".", "a.b", &token.replace('.', "")] {
            assert!(!verify("one", forged));
        }
        assert_ne!(token, issue("one").unwrap());
    }
}
