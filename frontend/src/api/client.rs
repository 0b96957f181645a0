//! Calls to the shop's API. The only place that knows how a request looks on the wire.

use gloo_net::http::{Method as HttpMethod, RequestBuilder, Response};
use leptos::prelude::*;
use securecart_dto::accounts::SessionInfo;
use securecart_dto::endpoint::GetSession;
use securecart_dto::{Endpoint, Method, Problem, ProblemType};
use serde::Serialize;
use web_sys::{AbortController, RequestCredentials};

use super::ApiError;

/// Headers that only some calls carry.
#[derive(Clone, Debug, Default)]
pub struct CallHeaders {
    /// The version that is changed, as `If-Match`.
    pub if_match: Option<String>,
    /// What makes a repeated call the same call, as `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// An answer with the version that came with it.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// The answer.
    pub value: T,
    /// The `ETag`, to be sent as `If-Match` with a change.
    pub version: Option<String>,
}

/// Sends calls for the session of this browser. Get it with [`use_client`].
///
/// It keeps the CSRF token in memory and nowhere else; the session itself is a cookie that no script can read.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    csrf_token: StoredValue<Option<String>>,
    /// Called when the server says that nobody is signed in (any more).
    on_signed_out: StoredValue<Option<Callback<()>>>,
}

/// The client of this app; [`Client::provide`] has to have been called above.
pub fn use_client() -> Client {
    use_context().unwrap_or_else(Client::new)
}

impl Client {
    fn new() -> Self {
        Self { csrf_token: StoredValue::new(None), on_signed_out: StoredValue::new(None) }
    }

    /// Makes the client of this app.
    pub fn provide() -> Self {
        let client = Self::new();
        provide_context(client);
        client
    }

    /// Whom to tell that the session is over.
    pub fn when_signed_out(self, tell: impl Fn() + Send + Sync + 'static) {
        self.on_signed_out.set_value(Some(Callback::new(move |()| tell())));
    }

    /// Makes one call of the endpoint table. `parameters` fill the braces of its path in order.
    pub async fn send<E: Endpoint>(
        self,
        parameters: &[&str],
        query: &E::Query,
        body: &E::Request,
    ) -> Result<E::Response, ApiError> {
        let answer = self.send_with::<E>(parameters, query, body, &CallHeaders::default()).await?;
        Ok(answer.value)
    }

    /// The same with further headers, and with the version that the answer carries.
    pub async fn send_with<E: Endpoint>(
        self,
        parameters: &[&str],
        query: &E::Query,
        body: &E::Request,
        headers: &CallHeaders,
    ) -> Result<Versioned<E::Response>, ApiError> {
        let call = Call {
            method: E::METHOD,
            url: url(E::path(parameters), query)?,
            body: json(body)?,
            headers: headers.clone(),
        };
        if call.is_unsafe() && self.token().is_none() {
            self.session().await?;
        }
        let answer = match call.send(self.token()).await {
            Err(error) if call.is_unsafe() && error.is(ProblemType::ForgedRequest) => {
                // The session was renewed elsewhere, in another tab for instance; its token with it.
                self.session().await?;
                call.send(self.token()).await
            }
            answer => answer,
        };
        if let Err(error) = &answer
            && error.is(ProblemType::NotSignedIn)
            && let Some(Some(tell)) = self.on_signed_out.try_get_value()
        {
            tell.run(());
        }
        let Answer { text, version } = answer?;
        let text = if text.is_empty() { "null" } else { text.as_str() };
        let value = serde_json::from_str(text).map_err(|_| ApiError::Unreadable)?;
        Ok(Versioned { value, version })
    }

    /// Asks who is signed in, and takes up the CSRF token that comes along.
    pub async fn session(self) -> Result<SessionInfo, ApiError> {
        let url = url(GetSession::path(&[]), &())?;
        let call = Call { method: GetSession::METHOD, url, body: None, headers: CallHeaders::default() };
        let answer = call.send(None).await?;
        let info: SessionInfo = serde_json::from_str(&answer.text).map_err(|_| ApiError::Unreadable)?;
        self.csrf_token.try_set_value(Some(info.csrf_token.clone()));
        Ok(info)
    }

    fn token(self) -> Option<String> {
        self.csrf_token.try_get_value().flatten()
    }
}

struct Call {
    method: Method,
    url: String,
    body: Option<String>,
    headers: CallHeaders,
}

struct Answer {
    text: String,
    version: Option<String>,
}

impl Call {
    fn is_unsafe(&self) -> bool {
        self.method != Method::Get
    }

    async fn send(&self, csrf_token: Option<String>) -> Result<Answer, ApiError> {
        let leave = AbortOnDrop::new();
        let request = self.request(csrf_token, leave.0.as_ref());
        let request = match &self.body {
            Some(body) => request.header("Content-Type", "application/json").body(body.clone()),
            None => request.build(),
        };
        let response =
            request.map_err(|_| ApiError::Unreadable)?.send().await.map_err(|_| ApiError::Network)?;
        read(&response).await
    }

    fn request(&self, csrf_token: Option<String>, leave: Option<&AbortController>) -> RequestBuilder {
        let headers = [
            ("X-CSRF-Token", csrf_token.as_deref().filter(|_| self.is_unsafe())),
            ("If-Match", self.headers.if_match.as_deref()),
            ("Idempotency-Key", self.headers.idempotency_key.as_deref()),
        ];
        let request = RequestBuilder::new(&self.url)
            .method(http_method(self.method))
            .credentials(RequestCredentials::SameOrigin)
            .abort_signal(leave.map(AbortController::signal).as_ref())
            .header("Accept", "application/json");
        let given = headers.into_iter().filter_map(|(name, value)| Some((name, value?)));
        given.fold(request, |request, (name, value)| request.header(name, value))
    }
}

async fn read(response: &Response) -> Result<Answer, ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Network)?;
    if !response.ok() {
        let problem = serde_json::from_str::<Problem>(&text).map_err(|_| ApiError::Unreadable)?;
        return Err(ApiError::Problem(Box::new(problem)));
    }
    Ok(Answer { text, version: response.headers().get("ETag") })
}

/// Path and query string. An endpoint without query parameters has `()` there, which is no query string.
fn url(path: String, query: &impl Serialize) -> Result<String, ApiError> {
    let query = serde_urlencoded::to_string(query).map_err(|_| ApiError::Unreadable)?;
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

/// The body as JSON; none where an endpoint has `()`.
fn json(body: &impl Serialize) -> Result<Option<String>, ApiError> {
    let text = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    Ok(Some(text).filter(|text| text != "null"))
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
    use securecart_dto::catalog::ProductQuery;
    use securecart_dto::endpoint::ListProducts;

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
        assert_eq!(json(&()).unwrap(), None);
        assert_eq!(json(&"x").unwrap().as_deref(), Some("\"x\""));
    }
}
