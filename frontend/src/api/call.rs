//! How a request looks on the wire. The only place that knows.
#![expect(clippy::disallowed_types, reason = "everything else calls through the client")]

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use leptos::prelude::Callback;
use securecart_dto::{Method, Problem};
use serde::Serialize;
use web_sys::{AbortController, FormData, RequestCredentials};

use super::{ApiError, upload};

/// Headers that only some calls carry.
#[derive(Clone, Debug, Default)]
pub struct CallHeaders {
    /// The version that is changed, as `If-Match`.
    pub if_match: Option<String>,
    /// What makes a repeated call the same call, as `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// What a request carries.
pub(super) enum Body {
    Nothing,
    Json(String),
    Form(FormData),
    /// A form that is posted, and whom to tell how much of it has left, in percent.
    Upload(FormData, Callback<u32>),
}

/// One request, ready to be sent, and sent again.
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) body: Body,
    pub(super) headers: CallHeaders,
}

/// What came back, if it was no problem.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    pub(super) version: Option<String>,
}

impl Call {
    /// Whether it changes something, and so has to prove where it comes from.
    pub(super) fn is_unsafe(&self) -> bool {
        self.method != Method::Get
    }

    /// Sends it.
    pub(super) async fn send(&self, csrf_token: Option<String>) -> Result<Answer, ApiError> {
        if let Body::Upload(form, sent) = &self.body {
            return upload::post(&self.url, self.given(csrf_token.as_deref()), form, *sent).await;
        }
        let leave = AbortOnDrop::new();
        let request = self.request(csrf_token.as_deref(), leave.0.as_ref());
        let request = match &self.body {
            Body::Json(text) => request.header("Content-Type", "application/json").body(text.clone()),
            // The browser names the type itself, with the boundary that it chose.
            Body::Form(form) | Body::Upload(form, _) => request.body(form.clone()),
            Body::Nothing => request.build(),
        };
        let response =
            request.map_err(|_| ApiError::Unreadable)?.send().await.map_err(|_| ApiError::Network)?;
        let body = response.binary().await.map_err(|_| ApiError::Network)?;
        read(response.ok(), body, response.headers().get("ETag"))
    }

    /// The headers that it carries, by name.
    fn given<'a>(&'a self, csrf_token: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a str)> {
        let headers = [
            ("Accept", Some("application/json")),
            ("X-CSRF-Token", csrf_token.filter(|_| self.is_unsafe())),
            ("If-Match", self.headers.if_match.as_deref()),
            ("Idempotency-Key", self.headers.idempotency_key.as_deref()),
        ];
        headers.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    fn request(&self, csrf_token: Option<&str>, leave: Option<&AbortController>) -> RequestBuilder {
        let request = RequestBuilder::new(&self.url)
            .method(http_method(self.method))
            .credentials(RequestCredentials::SameOrigin)
            .abort_signal(leave.map(AbortController::signal).as_ref());
        self.given(csrf_token).fold(request, |request, (name, value)| request.header(name, value))
    }
}

/// What an answer says: a problem where the server did not do it.
pub(super) fn read(ok: bool, body: Vec<u8>, version: Option<String>) -> Result<Answer, ApiError> {
    if !ok {
        let problem = serde_json::from_slice::<Problem>(&body).map_err(|_| ApiError::Unreadable)?;
        return Err(ApiError::Problem(Box::new(problem)));
    }
    Ok(Answer { body, version })
}

/// Path and query string. An endpoint without query parameters has `()` there, which is no query string.
pub(super) fn url(path: String, query: &impl Serialize) -> Result<String, ApiError> {
    let query = serde_urlencoded::to_string(query).map_err(|_| ApiError::Unreadable)?;
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

/// The body as JSON; nothing where an endpoint has `()`.
pub(super) fn json(body: &impl Serialize) -> Result<Body, ApiError> {
    let text = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    Ok(if text == "null" { Body::Nothing } else { Body::Json(text) })
}

fn http_method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Patch => HttpMethod::PATCH,
        Method::Delete => HttpMethod::DELETE,
    }
}

/// Ends the request when nobody waits for it any more: leaving a page drops its calls.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        Self(AbortController::new().ok())
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        // After the answer has been read this does nothing.
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use securecart_domain::catalog::ProductSort;
    use securecart_dto::Endpoint;
    use securecart_dto::catalog::ProductQuery;
    use securecart_dto::endpoint::{GetSession, ListProducts};

    use super::*;

    #[test]
    fn only_given_parameters_stand_in_the_address() {
        let query = ProductQuery {
            q: Some("tea & cups".to_owned()),
            in_stock: Some(true),
            sort: Some(ProductSort::PriceAsc),
            ..ProductQuery::default()
        };
        let address = url(ListProducts::path(&[]), &query).unwrap();
        assert_eq!(address, "/api/v1/products?q=tea+%26+cups&in_stock=true&sort=price_asc");
        assert_eq!(url(GetSession::path(&[]), &()).unwrap(), "/api/v1/auth/session");
    }

    #[test]
    fn an_endpoint_without_a_body_sends_none() {
        assert!(matches!(json(&()).unwrap(), Body::Nothing));
        assert!(matches!(json(&"x").unwrap(), Body::Json(text) if text == "\"x\""));
    }
}
