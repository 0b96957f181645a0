//! The net under everything: whatever goes wrong, the caller gets a problem document with the request's id.

use std::panic::AssertUnwindSafe;

use actix_session::storage::{LoadError, SaveError, UpdateError};
use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{StatusCode, header},
    middleware::Next,
};
use futures_util::FutureExt as _;
use securecart_dto::ProblemType;
use tracing_actix_web::RequestId;

use super::{ApiError, error::PROBLEM_JSON, headers};
use crate::auth::SESSION_ENDED;

/// The header that repeats the id of the request.
pub const REQUEST_ID: header::HeaderName = header::HeaderName::from_static("x-request-id");

/// Middleware: turns errors, plain-text failures and panics into problem documents and logs our own faults
/// once, with their causes.
pub async fn answer_with_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request_id(request.request());
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let mut response = match outcome {
        Ok(Ok(response)) => settle(response, &id),
        Ok(Err(error)) => return Err(leave(tell(&translate(&error), &id), &id)),
        Err(panic) => {
            let message = panic_message(panic.as_ref());
            return Err(leave(tell(&ApiError::internal(anyhow::anyhow!("panic: {message}")), &id), &id));
        }
    };
    put_id(response.headers_mut(), &id);
    Ok(response)
}

/// An answer of our own where the inside gave none. It leaves as an error, since the router refuses to work on
/// a request that somebody else holds; so it passes no other layer and brings all its headers itself.
fn leave(mut answer: HttpResponse, id: &str) -> Error {
    put_id(answer.headers_mut(), id);
    headers::complete(answer.headers_mut());
    InternalError::from_response("answered already", answer).into()
}

fn put_id(headers: &mut header::HeaderMap, id: &str) {
    if let Ok(value) = header::HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
}

/// The id of a request, as log lines and problem documents carry it.
pub fn request_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default()
}

/// A response that is an error gets its document, with the id in it; a good one passes.
fn settle<B: MessageBody + 'static>(response: ServiceResponse<B>, id: &str) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response.map_into_boxed_body();
    }
    if let Some(error) = response.response().error() {
        let error = translate(error);
        return response.into_response(tell(&error, id));
    }
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes() == PROBLEM_JSON.as_bytes());
    if is_problem {
        return response.map_into_boxed_body();
    }
    let error = plain(status);
    response.into_response(tell(&error, id))
}

fn tell(error: &ApiError, id: &str) -> HttpResponse {
    if let Some(cause) = error.cause() {
        if error.kind().status() >= 500 {
            tracing::error!(error = format!("{cause:#}"), "request failed");
        } else {
            tracing::info!(error = format!("{cause:#}"), "request refused");
        }
    }
    error.answer(id)
}

/// Our own errors as they are; the framework's by their status.
fn translate(error: &Error) -> ApiError {
    if let Some(own) = error.as_error::<ApiError>() {
        return own.again();
    }
    if let Some(session) = session_failure(error) {
        return session;
    }
    let response = error.as_response_error();
    let status = response.status_code();
    if status.is_server_error() {
        return ApiError::internal(anyhow::anyhow!("{error}"));
    }
    plain(status)
}

/// What the session layer could not do: it was ended while this request ran and must not come back to life, or
/// the database is too busy. The layer hides its cause from all but `Debug`.
fn session_failure(error: &Error) -> Option<ApiError> {
    let updating = error.as_error::<InternalError<UpdateError>>().map(|error| format!("{error:?}"));
    let saving = error.as_error::<InternalError<SaveError>>().map(|error| format!("{error:?}"));
    if updating.or(saving).is_some_and(|cause| cause.contains(SESSION_ENDED)) {
        return Some(ApiError::session_ended());
    }
    let of_the_store = error.as_error::<InternalError<UpdateError>>().is_some()
        || error.as_error::<InternalError<LoadError>>().is_some()
        || error.as_error::<InternalError<SaveError>>().is_some()
        // Removing a session fails with a bare cause.
        || error.as_error::<InternalError<anyhow::Error>>().is_some();
    of_the_store.then(|| {
        ApiError::retry_after(
            ProblemType::Unavailable,
            "The shop is busy. Nothing was lost; please try again.",
            2,
        )
        .because(anyhow::anyhow!("sessions: {error:?}"))
    })
}

fn plain(status: StatusCode) -> ApiError {
    match status {
        StatusCode::NOT_FOUND => ApiError::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => {
            ApiError::new(ProblemType::MethodNotAllowed, "The header Allow lists what is offered.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::new(ProblemType::TooLarge, "Send less at once."),
        StatusCode::REQUEST_TIMEOUT => {
            ApiError::new(ProblemType::RequestTimeout, "The request took too long.")
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ApiError::new(ProblemType::UnsupportedMediaType, "Send the body as application/json.")
        }
        status if status.is_server_error() => ApiError::internal(anyhow::anyhow!("answered {status}")),
        _ => ApiError::new(ProblemType::MalformedRequest, "The request could not be understood."),
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a message")
}
