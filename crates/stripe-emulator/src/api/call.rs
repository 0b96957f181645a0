//! One API call from the key to the answer: authentication, faults, parameters, idempotency, the work itself.

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{Method, StatusCode, header},
    rt,
    web::{Bytes, Data},
};
use serde_json::Value;

use super::{
    authorize::authorize,
    connection::Connection,
    respond::{Envelope, written},
};
use crate::{
    error::ApiError,
    faults::Fault,
    form::{self, Node},
    idempotency::SavedAnswer,
    ledger::{Cause, Ledger, check_expand},
    params::Param,
    shared::Shared,
};

/// A request under `/v1`, not yet checked.
pub(super) struct ApiCall {
    request: HttpRequest,
    shared: Data<Shared>,
    body: Bytes,
    envelope: Envelope,
}

impl FromRequest for ApiCall {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (body, shared) = (Bytes::from_request(request, payload), Data::<Shared>::extract(request));
        let request = request.clone();
        Box::pin(async move {
            Ok(Self { envelope: Envelope::of(&request), shared: shared.await?, body: body.await?, request })
        })
    }
}

impl ApiCall {
    /// Performs the call with the work that is particular to it, which must be all or nothing.
    pub(super) async fn perform<W>(self, work: W) -> HttpResponse
    where
        W: FnOnce(&mut Ledger, &Param<'_>, &Cause) -> Result<Value, ApiError> + 'static,
    {
        let connection = self.request.conn_data::<Connection>().cloned();
        // A client that gives up must not undo what the call has begun, so it runs in a task of its own.
        match rt::spawn(self.run(work)).await {
            Ok((response, Some(Fault::DropResponse))) => {
                if let Some(connection) = connection {
                    connection.cut();
                }
                response
            }
            Ok((response, _)) => response,
            Err(error) => {
                tracing::error!(%error, "an API call failed");
                HttpResponse::InternalServerError().finish()
            }
        }
    }

    async fn run<W>(self, work: W) -> (HttpResponse, Option<Fault>)
    where
        W: FnOnce(&mut Ledger, &Param<'_>, &Cause) -> Result<Value, ApiError>,
    {
        let secret_key = &self.shared.config.secret_key;
        if let Err(error) = authorize(self.request.headers(), secret_key) {
            return (self.refuse(&error), None);
        }
        let (method, path) = (&self.envelope.method, &self.envelope.path);
        let fault = self.shared.transact(|state, _| state.faults.take(method, path));
        if let Some(error) = fault.and_then(refusal_of) {
            return (self.refuse(&error), fault);
        }
        let params = match self.params() {
            Ok(params) => params,
            Err(error) => return (self.refuse(&error), fault),
        };
        (self.answer(&params, fault, work).await, fault)
    }

    async fn answer<W>(&self, params: &Node, fault: Option<Fault>, work: W) -> HttpResponse
    where
        W: FnOnce(&mut Ledger, &Param<'_>, &Cause) -> Result<Value, ApiError>,
    {
        let key = self.key();
        match self.claim(key, params) {
            Ok(None) => {}
            Ok(Some(saved)) => return self.envelope.replay(&self.shared, saved),
            Err(error) => return self.refuse(&error),
        }
        let (status, body, remembered) = self.work(params, work);
        if let Some(Fault::Slow { milliseconds }) = fault {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        if let Some(key) = key {
            let saved = remembered.then(|| SavedAnswer {
                status,
                body: body.clone(),
                request_id: self.envelope.request_id.clone(),
            });
            self.shared.transact(|state, _| match saved {
                Some(saved) => state.keys.save(key, saved),
                None => state.keys.release(key),
            });
        }
        self.envelope.answer(&self.shared, status, body)
    }

    /// Keys count for `POST` alone; elsewhere Stripe ignores them.
    fn key(&self) -> Option<&str> {
        let posts = self.request.method() == Method::POST;
        self.envelope.idempotency_key.as_deref().filter(|_| posts)
    }

    fn claim(&self, key: Option<&str>, params: &Node) -> Result<Option<SavedAnswer>, ApiError> {
        let Some(key) = key else { return Ok(None) };
        self.shared.transact(|state, now| state.keys.claim(key, &self.envelope.path, params, now))
    }

    fn work<W>(&self, params: &Node, work: W) -> (StatusCode, String, bool)
    where
        W: FnOnce(&mut Ledger, &Param<'_>, &Cause) -> Result<Value, ApiError>,
    {
        let params = Param::root(params);
        let result = self.shared.transact(|state, now| {
            let cause = Cause {
                now,
                request_id: Some(self.envelope.request_id.clone()),
                idempotency_key: self.envelope.idempotency_key.clone(),
            };
            check_expand(&params.get("expand"))?;
            let mut shown = work(&mut state.ledger, &params, &cause)?;
            state.ledger.expand(&mut shown, &params.get("expand"))?;
            Ok::<_, ApiError>(shown)
        });
        match result {
            Ok(shown) => (StatusCode::OK, format!("{shown:#}"), true),
            Err(error) => (error.status, written(&error), error.remembered),
        }
    }

    /// Query and body together. Only forms are read; Stripe's v1 takes no JSON.
    fn params(&self) -> Result<Node, ApiError> {
        let mut root = Node::Map(Vec::new());
        form::parse_into(&mut root, self.request.query_string().as_bytes())?;
        if self.body.is_empty() {
            return Ok(root);
        }
        let kind = self.request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            let message = "Invalid request (check that your POST content type is application/x-www-form-urlencoded). \
                           If you have questions, we can help at https://support.stripe.com/.";
            let (status, kind) = (StatusCode::BAD_REQUEST, "invalid_request_error");
            return Err(ApiError::request(status, kind, message.to_owned()));
        }
        form::parse_into(&mut root, &self.body)?;
        Ok(root)
    }

    fn refuse(&self, error: &ApiError) -> HttpResponse {
        self.envelope.answer(&self.shared, error.status, written(error))
    }
}

/// The answer of a fault that keeps the call from being performed.
fn refusal_of(fault: Fault) -> Option<ApiError> {
    match fault {
        Fault::ServerError => {
            let message = "An unknown error occurred".to_owned();
            Some(ApiError::request(StatusCode::INTERNAL_SERVER_ERROR, "api_error", message))
        }
        Fault::RateLimited => {
            let message = "Request rate limit exceeded.".to_owned();
            let error = ApiError::request(StatusCode::TOO_MANY_REQUESTS, "invalid_request_error", message);
            Some(error.with_code("rate_limit"))
        }
        Fault::Slow { .. } | Fault::DropResponse => None,
    }
}
