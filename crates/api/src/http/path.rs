//! Typed ids in paths.

use std::{
    future::{Ready, ready},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::ApiError;

/// The last parameter of the path as an id. A text that is no id of this kind names nothing, so it is a 404
/// like any other id that does not exist.
#[derive(Clone, Copy, Debug)]
pub struct PathId<T>(T);

impl<T> PathId<T> {
    /// The id.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: FromStr + 'static> FromRequest for PathId<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let last = request.match_info().iter().last().map(|(_, value)| value);
        ready(last.and_then(|text| text.parse().ok()).map(Self).ok_or_else(ApiError::not_found))
    }
}

/// The first two parameters of the path as ids.
#[derive(Clone, Copy, Debug)]
pub struct PathIds<A, B>(A, B);

impl<A, B> PathIds<A, B> {
    /// The ids, outer thing first.
    pub fn into_inner(self) -> (A, B) {
        (self.0, self.1)
    }
}

impl<A: FromStr + 'static, B: FromStr + 'static> FromRequest for PathIds<A, B> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut values = request.match_info().iter().map(|(_, value)| value);
        let first = values.next().and_then(|text| text.parse().ok());
        let second = values.next().and_then(|text| text.parse().ok());
        ready(first.zip(second).map(|(first, second)| Self(first, second)).ok_or_else(ApiError::not_found))
    }
}
