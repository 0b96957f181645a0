//! Versions of resources: `ETag`, `If-None-Match` and `If-Match` (RFC 9110 §8.8.3, §13).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    dev::Payload,
    http::{StatusCode, header},
    web::Bytes,
};
use securecart_dto::ProblemType;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::ApiError;

/// A public answer that a browser may keep and ask about again: strong `ETag` from its bytes, 304 if they are
/// what the caller already has.
#[derive(Clone, Debug)]
pub struct CachedBody {
    bytes: Bytes,
    tag: String,
}

impl CachedBody {
    /// The answer with this content.
    pub fn of<T: Serialize>(content: &T) -> Result<Self, ApiError> {
        let bytes = serde_json::to_vec(content).map_err(ApiError::internal)?;
        let digest = Sha256::digest(&bytes);
        let tag = format!("\"{}\"", hex::encode(digest.get(..16).unwrap_or_default()));
        Ok(Self { bytes: Bytes::from(bytes), tag })
    }
}

impl Responder for CachedBody {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let known = names_tag(request, header::IF_NONE_MATCH, &self.tag);
        let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        answer.insert_header((header::ETAG, self.tag));
        answer.insert_header((header::CACHE_CONTROL, "private, no-cache"));
        answer.insert_header((header::VARY, "Cookie"));
        if known { answer.finish() } else { answer.content_type("application/json").body(self.bytes) }
    }
}

/// The same for content that is sent once.
pub struct Cached<T>(pub T);

impl<T: Serialize> Responder for Cached<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match CachedBody::of(&self.0) {
            Ok(body) => body.respond_to(request),
            Err(error) => HttpResponse::from_error(error),
        }
    }
}

/// A resource that staff edit, with its version as `ETag`.
pub struct Tagged<T> {
    body: T,
    version: i64,
}

impl<T> Tagged<T> {
    /// The resource in that version.
    pub fn new(body: T, version: i64) -> Self {
        Self { body, version }
    }
}

impl<T: Serialize> Responder for Tagged<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::ETAG, version_tag(self.version))).json(self.body)
    }
}

/// The tag of a version.
pub fn version_tag(version: i64) -> String {
    format!("\"v{version}\"")
}

/// The version that the caller means to change; without it an update is refused (428), so that nobody
/// overwrites what they have not seen.
#[derive(Clone, Debug)]
pub struct IfMatch(String);

impl IfMatch {
    /// Refuses to change another version than the caller saw (412).
    pub fn require(&self, version: i64) -> Result<(), ApiError> {
        let tag = version_tag(version);
        if self.0.split(',').any(|given| given.trim() == tag) {
            return Ok(());
        }
        Err(ApiError::new(
            ProblemType::StaleVersion,
            "Somebody changed this after you loaded it. Load it again and repeat your change.",
        ))
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let given = request.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        ready(given.map(|given| Self(given.to_owned())).ok_or_else(|| {
            ApiError::new(ProblemType::VersionRequired, "Send the ETag that you loaded as If-Match.")
        }))
    }
}

/// Whether a header of the request, such as `If-None-Match`, names the tag (weak comparison, RFC 9110 §8.8.3.2).
pub fn names_tag(request: &HttpRequest, name: header::HeaderName, tag: &str) -> bool {
    request
        .headers()
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|given| {
            given.trim() == tag || given.trim() == "*" || given.trim().strip_prefix("W/") == Some(tag)
        })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[actix_web::test]
    async fn the_same_bytes_are_not_sent_twice() {
        let first = Cached("shirt").respond_to(&TestRequest::get().to_http_request());
        let tag = first.headers().get(header::ETAG).unwrap().clone();
        let again = TestRequest::get().insert_header((header::IF_NONE_MATCH, tag.clone())).to_http_request();
        assert_eq!(Cached("shirt").respond_to(&again).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(Cached("skirt").respond_to(&again).status(), StatusCode::OK);
    }

    #[test]
    fn only_the_version_that_was_seen_can_be_changed() {
        assert!(IfMatch("\"v3\"".to_owned()).require(3).is_ok());
        let error = IfMatch("\"v2\"".to_owned()).require(3).unwrap_err();
        assert_eq!(error.kind(), ProblemType::StaleVersion);
    }
}
