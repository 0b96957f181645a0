//! A caller of the API: a cookie jar, and the CSRF token that belongs to it.

use std::{collections::BTreeMap, sync::Mutex};

use reqwest::{Method, RequestBuilder, header::HeaderMap};
use securecart_api::app::SESSION_COOKIE;
use securecart_dto::endpoint::{KeyRule, TABLE};
use serde_json::{Value, json};

/// Something like a browser, or a program.
pub(crate) struct Client {
    http: reqwest::Client,
    origin: String,
    /// Cookies by name.
    jar: Mutex<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// JSON, or null where the body is empty or something else.
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Answer {
    /// The text of a header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The pointers of the fields that were not accepted.
    pub(crate) fn pointers(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect()
    }

    /// The slug of the kind of problem.
    pub(crate) fn problem(&self) -> &str {
        self.body["type"].as_str().and_then(|kind| kind.rsplit(':').next()).unwrap_or("")
    }
}

impl Client {
    pub(crate) fn new(origin: &str) -> Self {
        Self::with_headers(origin, HeaderMap::new())
    }

    /// A client that a proxy on this machine says is at that address.
    pub(crate) fn at(origin: &str, address: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", address.parse().unwrap());
        Self::with_headers(origin, headers)
    }

    fn with_headers(origin: &str, headers: HeaderMap) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .default_headers(headers)
            .build()
            .unwrap();
        // The server listens on the loopback address; its name only matters to browsers.
        Self { http, origin: origin.replace("localhost", "127.0.0.1"), jar: Mutex::default() }
    }

    /// Another client with a copy of this one's session, as a thief or a second tab would have.
    pub(crate) fn twin(&self) -> Self {
        Self {
            http: self.http.clone(),
            origin: self.origin.clone(),
            jar: Mutex::new(self.jar.lock().unwrap().clone()),
        }
    }

    /// The same at another instance.
    pub(crate) fn twin_at(&self, origin: &str) -> Self {
        Self { origin: origin.replace("localhost", "127.0.0.1"), ..self.twin() }
    }

    /// The session cookie, as `name=value`.
    pub(crate) fn cookie(&self) -> Option<String> {
        let jar = self.jar.lock().unwrap();
        jar.get(SESSION_COOKIE).map(|value| format!("{SESSION_COOKIE}={value}"))
    }

    /// The value of a cookie.
    pub(crate) fn cookie_named(&self, name: &str) -> Option<String> {
        self.jar.lock().unwrap().get(name).cloned()
    }

    /// Forgets a cookie, as a browser does that never had it.
    pub(crate) fn forget_cookie(&self, name: &str) {
        self.jar.lock().unwrap().remove(name);
    }

    /// All cookies, as the header carries them.
    fn cookies(&self) -> String {
        let jar = self.jar.lock().unwrap();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body), &[]).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PUT, path, Some(body), &[]).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body), &[]).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None, &[]).await
    }

    /// A change of the version that `etag` names.
    pub(crate) async fn patch_if(&self, path: &str, etag: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body), &[("if-match", etag)]).await
    }

    /// An unsafe call with the CSRF token of the session.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let token = self.csrf_token().await;
        let named = headers.iter().any(|(name, _)| *name == "idempotency-key");
        let key = needs_key(&method, path).filter(|_| !named);
        let mut request = self.request(method, path).header("x-csrf-token", token);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        self.send(request).await
    }

    /// The token that unsafe calls need.
    pub(crate) async fn csrf_token(&self) -> String {
        let session = self.get("/api/v1/auth/session").await;
        session.body["csrf_token"].as_str().expect("every session has a token").to_owned()
    }

    pub(crate) async fn login(&self, identifier: &str, password: &str) -> Answer {
        self.post("/api/v1/auth/login", json!({"identifier": identifier, "password": password})).await
    }

    /// A bare request with this client's cookie, to be completed by the test.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.origin));
        match self.cookies() {
            cookies if cookies.is_empty() => request,
            cookies => request.header("cookie", cookies),
        }
    }

    /// Sends it and keeps the cookie that comes back.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        self.try_send(request).await.expect("the server answers")
    }

    /// The same for a server that may be killed meanwhile: nothing, if no answer came.
    pub(crate) async fn try_send(&self, request: RequestBuilder) -> Option<Answer> {
        let response = request.send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            let mut jar = self.jar.lock().unwrap();
            if value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let text = response.text().await.ok()?;
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Some(Answer { status, headers, body, text })
    }
}

/// A new key, for operations that are not carried out without one.
fn needs_key(method: &Method, path: &str) -> Option<String> {
    let fits = |pattern: &str| {
        pattern.split('/').count() == path.split('/').count()
            && pattern
                .split('/')
                .zip(path.split('/'))
                .all(|(part, given)| part.starts_with('{') || part == given)
    };
    let mut needing = TABLE.iter().filter(|row| row.key == KeyRule::Required);
    needing.any(|row| row.method.as_str() == method.as_str() && fits(row.path)).then(new_key)
}

/// A key that no call has had.
pub(crate) fn new_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}
