//! Calls to the shop's API, by its endpoint table.

use leptos::prelude::*;
use securecart_dto::accounts::SessionInfo;
use securecart_dto::endpoint::GetSession;
use securecart_dto::{Endpoint, ProblemType};
use serde::de::DeserializeOwned;
use web_sys::FormData;

use super::ApiError;
use super::call::{Answer, Body, Call, CallHeaders, json, url};
use super::confirmer::Confirmer;

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
    confirmer: Confirmer,
}

/// The client of this app; [`Client::provide`] has to have been called above.
pub fn use_client() -> Client {
    use_context().unwrap_or_else(Client::new)
}

impl Client {
    fn new() -> Self {
        Self {
            csrf_token: StoredValue::new(None),
            on_signed_out: StoredValue::new(None),
            confirmer: Confirmer::new(),
        }
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

    /// What asks the reader for the password or a code when a call needs it.
    pub fn confirmer(self) -> Confirmer {
        self.confirmer
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
        self.deliver(&call).await
    }

    /// A call whose body is a form, for an endpoint that takes files.
    pub async fn send_form<E: Endpoint<Query = (), Request = ()>>(
        self,
        parameters: &[&str],
        form: FormData,
        headers: &CallHeaders,
    ) -> Result<Versioned<E::Response>, ApiError> {
        let call = Call {
            method: E::METHOD,
            url: url(E::path(parameters), &())?,
            body: Body::Form(form),
            headers: headers.clone(),
        };
        self.deliver(&call).await
    }

    /// A form that is posted with a file that may be large: `sent` is told how much of it has left, in percent.
    pub async fn upload_form<E: Endpoint<Query = (), Request = ()>>(
        self,
        parameters: &[&str],
        form: FormData,
        headers: CallHeaders,
        sent: Callback<u32>,
    ) -> Result<Versioned<E::Response>, ApiError> {
        let (url, body) = (url(E::path(parameters), &())?, Body::Upload(form, sent));
        self.deliver(&Call { method: E::METHOD, url, body, headers }).await
    }

    /// A call whose answer is a file to be kept, as text.
    pub async fn fetch_file<E: Endpoint<Request = ()>>(
        self,
        parameters: &[&str],
        query: &E::Query,
    ) -> Result<String, ApiError> {
        let call = Call {
            method: E::METHOD,
            url: url(E::path(parameters), query)?,
            body: Body::Nothing,
            headers: CallHeaders::default(),
        };
        String::from_utf8(self.carry(&call).await?.body).map_err(|_| ApiError::Unreadable)
    }

    /// A call whose answer is a file to be kept, as bytes.
    pub async fn fetch_bytes<E: Endpoint<Query = ()>>(
        self,
        parameters: &[&str],
        body: &E::Request,
    ) -> Result<Vec<u8>, ApiError> {
        let call = Call {
            method: E::METHOD,
            url: url(E::path(parameters), &())?,
            body: json(body)?,
            headers: CallHeaders::default(),
        };
        Ok(self.carry(&call).await?.body)
    }

    async fn deliver<T: DeserializeOwned>(self, call: &Call) -> Result<Versioned<T>, ApiError> {
        let Answer { body, version } = self.carry(call).await?;
        let body = if body.is_empty() { b"null".as_slice() } else { body.as_slice() };
        let value = serde_json::from_slice(body).map_err(|_| ApiError::Unreadable)?;
        Ok(Versioned { value, version })
    }

    /// Sends a call, and once more after the reader has confirmed to be the owner, where that is asked for.
    async fn carry(self, call: &Call) -> Result<Answer, ApiError> {
        if call.is_unsafe() && self.token().is_none() {
            self.session().await?;
        }
        let answer = match self.attempt(call).await {
            Err(ApiError::Problem(problem)) if problem.kind == ProblemType::ConfirmationRequired => {
                if self.confirmer.ask(&problem.confirm_with).await {
                    self.attempt(call).await
                } else {
                    Err(ApiError::Problem(problem))
                }
            }
            answer => answer,
        };
        if let Err(error) = &answer
            && error.is(ProblemType::NotSignedIn)
            && let Some(Some(tell)) = self.on_signed_out.try_get_value()
        {
            tell.run(());
        }
        answer
    }

    async fn attempt(self, call: &Call) -> Result<Answer, ApiError> {
        match call.send(self.token()).await {
            Err(error) if call.is_unsafe() && error.is(ProblemType::ForgedRequest) => {
                // The session was renewed elsewhere, in another tab for instance; its token with it.
                self.session().await?;
                call.send(self.token()).await
            }
            answer => answer,
        }
    }

    /// Asks who is signed in, and takes up the CSRF token that comes along.
    pub async fn session(self) -> Result<SessionInfo, ApiError> {
        let url = url(GetSession::path(&[]), &())?;
        let call =
            Call { method: GetSession::METHOD, url, body: Body::Nothing, headers: CallHeaders::default() };
        let answer = call.send(None).await?;
        let info: SessionInfo = serde_json::from_slice(&answer.body).map_err(|_| ApiError::Unreadable)?;
        self.csrf_token.try_set_value(Some(info.csrf_token.clone()));
        Ok(info)
    }

    fn token(self) -> Option<String> {
        self.csrf_token.try_get_value().flatten()
    }
}
