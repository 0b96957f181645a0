//! Who tries to sign in: the network, and the browser if it is known.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
};

use super::{Network, layers::network_of};
use crate::{auth::token, http::ApiError};

/// The cookie that tells a browser apart which has completed a sign-in. It opens nothing: whoever steals it gains ten
/// guesses.
pub const DEVICE_COOKIE: &str = "__Host-sc_dev";

/// Days for which a browser that is not used stays known.
pub(super) const KNOWN_DAYS: i64 = 180;

/// Where an attempt to sign in comes from.
#[derive(Clone, Debug)]
pub struct SignInCaller {
    /// The network.
    pub network: Network,
    /// The token of the device cookie, if the browser sent one that can be.
    device: Option<String>,
}

impl SignInCaller {
    /// The hash of the browser's token, if it sent one.
    pub fn device_hash(&self) -> Option<[u8; 32]> {
        self.device.as_deref().map(token::hash)
    }

    /// The token that this browser shall be known by: its own, or a new one.
    pub fn device_or_new(&self) -> Result<String, ApiError> {
        match &self.device {
            Some(token) => Ok(token.clone()),
            None => token::draw().map_err(ApiError::internal),
        }
    }

    /// The cookie for a token.
    pub fn cookie(token: String) -> Cookie<'static> {
        Cookie::build(DEVICE_COOKIE, token)
            .path("/")
            .secure(true)
            .http_only(true)
            .same_site(SameSite::Strict)
            .max_age(Duration::days(KNOWN_DAYS))
            .finish()
    }
}

impl FromRequest for SignInCaller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let device = request.cookie(DEVICE_COOKIE).map(|cookie| cookie.value().to_owned());
        // Tokens are 43 characters; nobody makes us hash a novel.
        let device = device.filter(|token| token.len() == 43);
        ready(Ok(Self { network: network_of(request), device }))
    }
}
