//! Looks at what becomes of requests, and turns away whoever was noticed.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
};
use securecart_domain::security::SecurityEventKind;
use securecart_dto::ProblemType;

use super::{Sighting, notice, scanner_paths::is_scanned_for};
use crate::{
    http::{ApiError, problems::request_id},
    limits::{Network, in_words, network_of},
    state::{AppState, State},
};

/// Middleware: refuses blocked networks before anything is done for them, and counts what looks like an attack.
pub async fn watch_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(state) = request.app_data::<State>().cloned() else { return next.call(request).await };
    let network = network_of(request.request());
    refuse_blocked(&state, network)?;
    let path = request.match_info().as_str().to_owned();
    let id = request_id(request.request());
    let outcome = next.call(request).await;
    let seen = match &outcome {
        Ok(response) => of_answer(response, &path),
        Err(error) => of_error(error),
    };
    if let Some((kind, by_path)) = seen {
        let subject = if by_path { path } else { id };
        notice(&state, &Sighting { kind, network, account: None, subject }).await;
    }
    outcome
}

fn refuse_blocked(state: &AppState, network: Network) -> Result<(), ApiError> {
    let now = state.clock.now();
    let until = state.watch.blocked_until(network, now).filter(|_| state.limits.are_on());
    let Some(until) = until else { return Ok(()) };
    let seconds = u32::try_from((until - now).num_seconds()).unwrap_or(0).saturating_add(1);
    let detail = format!(
        "Too much that looked like an attack came from your network. Please try again {}.",
        in_words(seconds)
    );
    Err(ApiError::retry_after(ProblemType::TooManyRequests, detail, seconds))
}

/// What an answer is a part of, and whether the same path counts once.
fn of_answer<B>(response: &ServiceResponse<B>, path: &str) -> Option<(SecurityEventKind, bool)> {
    if is_scanned_for(path) {
        return Some((SecurityEventKind::PathScanning, true));
    }
    match response.status() {
        StatusCode::NOT_FOUND if names_somebodys_thing(path) => Some((SecurityEventKind::IdProbing, true)),
        StatusCode::BAD_REQUEST if path.starts_with("/api/v1/webhooks/") => {
            Some((SecurityEventKind::ForgedWebhooks, false))
        }
        _ => None,
    }
}

fn of_error(error: &Error) -> Option<(SecurityEventKind, bool)> {
    let forged = error.as_error::<ApiError>().is_some_and(|error| error.kind() == ProblemType::ForgedRequest);
    forged.then_some((SecurityEventKind::ForgedRequests, false))
}

/// Paths with the id of something that belongs to somebody. The catalogue is not among them: its links grow old by
/// themselves.
fn names_somebodys_thing(path: &str) -> bool {
    ["/api/v1/me/", "/api/v1/checkout/", "/api/v1/cart/items/", "/api/v1/admin/"]
        .iter()
        .any(|top| path.strip_prefix(top).is_some_and(|rest| rest.contains('_')))
}
