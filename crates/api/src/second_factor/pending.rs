//! The cookie of a sign-in that waits for a code.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, SameSite, time::Duration as CookieDuration},
    dev::Payload,
};
use chrono::Duration;

use crate::{auth::token, http::ApiError};

/// The cookie; it opens nothing but the question for a code.
const NAME: &str = "__Host-sc_mfa";
/// How long a sign-in waits.
pub(super) const WAITS_FOR: Duration = Duration::minutes(5);

/// The cookie of a sign-in that waits for a code, if the browser sent one that can be.
#[derive(Debug)]
pub(crate) struct PendingSignInCookie(Option<String>);

impl PendingSignInCookie {
    /// The hash of its token.
    pub(super) fn token_hash(&self) -> Option<[u8; 32]> {
        self.0.as_deref().map(token::hash)
    }

    /// The cookie for a token.
    pub(crate) fn set(token: String) -> Cookie<'static> {
        build(token, CookieDuration::seconds(WAITS_FOR.num_seconds()))
    }

    /// Takes the cookie back.
    pub(crate) fn clear() -> Cookie<'static> {
        build(String::new(), CookieDuration::ZERO)
    }
}

fn build(value: String, max_age: CookieDuration) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(max_age)
        .finish()
}

impl FromRequest for PendingSignInCookie {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = request.cookie(NAME).map(|cookie| cookie.value().to_owned());
        // Tokens are 43 characters; nobody makes us hash a novel.
        ready(Ok(Self(token.filter(|token| token.len() == 43))))
    }
}
