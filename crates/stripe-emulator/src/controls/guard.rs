//! Keeps web pages and strangers off the controls.

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, ResponseError,
    dev::Payload,
    http::{StatusCode, header},
    web::Data,
};
use serde_json::json;
use std::future::{Ready, ready};

use crate::{api::is_authorized, shared::Shared};

/// Proof that a call may use the controls.
///
/// They belong to test programs on this machine. A browser says where a request comes from, so requests of web pages
/// are refused; a name that an attacker points at this machine is refused by its `Host`; and when the emulator listens
/// beyond loopback, the API key is asked for.
#[derive(Debug)]
pub(super) struct Controller;

/// The refusal: 403.
#[derive(Debug, thiserror::Error)]
#[error("the controls are for programs on this machine: {0}")]
pub(super) struct Refused(&'static str);

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code()).json(json!({ "error": self.to_string() }))
    }
}

impl FromRequest for Controller {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(check(request).map(|()| Self))
    }
}

fn check(request: &HttpRequest) -> Result<(), Refused> {
    let Some(shared) = request.app_data::<Data<Shared>>() else {
        return Err(Refused("the emulator is not ready"));
    };
    let headers = request.headers();
    if headers.contains_key(header::ORIGIN) || headers.contains_key("Sec-Fetch-Site") {
        return Err(Refused("this request comes from a web page"));
    }
    if is_authorized(headers, &shared.config.secret_key) {
        return Ok(());
    }
    if !shared.config.listen.ip().is_loopback() {
        return Err(Refused("beyond loopback they need the API key"));
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return Ok(());
    }
    Err(Refused("the host name is not this machine's"))
}
