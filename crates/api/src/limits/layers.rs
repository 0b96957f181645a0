//! The two layers that limit routes: by address before anything else is done for a request, by user once the session is
//! known.

use std::net::{IpAddr, Ipv4Addr};

use actix_session::SessionExt as _;
use actix_web::{
    Error, HttpMessage as _, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
};

use super::{Network, Policy, Reading, TooMany, headers, policy::By, routes::class_of};
use crate::{
    auth::session,
    http::client_address::address_of,
    state::{AppState, State},
};

/// How the budgets stand that a request drew on.
#[derive(Default)]
struct Readings(Vec<Reading>);

/// Middleware: counts by network address, and tells the caller how all budgets stand.
pub async fn limit_addresses(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let state = request.app_data::<State>().cloned();
    if let Some(state) = state.filter(|state| state.limits.are_on()) {
        let network = network_of(request.request());
        for policy in policies(&request).iter().filter(|policy| policy.by == By::Address) {
            if !(policy.spares_loopback() && network.is_loopback()) {
                let taken = state.limits.take(&state.db, policy, &network.to_string()).await;
                note(request.request(), taken)?;
            }
        }
    }
    let mut response = next.call(request).await?;
    let readings = response.request().extensions_mut().remove::<Readings>();
    if let Some(Readings(readings)) = readings {
        headers::add(response.headers_mut(), &readings);
    }
    Ok(response)
}

/// Middleware: counts by user, or by address where a guest does what users do too.
pub async fn limit_callers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut taken = Vec::new();
    let state = request.app_data::<State>().cloned().filter(|state| state.limits.are_on());
    if let Some(state) = &state {
        let user = session::user(&request.get_session()).map(|user| user.to_string());
        for policy in policies(&request) {
            let subject = match policy.by {
                By::User => user.clone(),
                By::Caller => user.clone().or_else(|| Some(network_of(request.request()).to_string())),
                By::Address | By::Subject => None,
            };
            if let Some(subject) = subject {
                note(request.request(), state.limits.take(&state.db, policy, &subject).await)?;
                taken.push((policy, subject));
            }
        }
    }
    let response = next.call(request).await?;
    if let Some(state) = state
        && matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
    {
        forgive(&state, &taken).await;
    }
    Ok(response)
}

/// The network that a request comes from. A connection without an address, as tests make them, counts as one network.
pub(crate) fn network_of(request: &HttpRequest) -> Network {
    Network::of(address_of(request).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
}

fn policies(request: &ServiceRequest) -> &'static [Policy] {
    class_of(request.method().as_str(), request.match_info().as_str(), request.query_string()).1
}

/// Remembers a reading for the answer's headers, or refuses.
fn note(request: &HttpRequest, taken: Result<Option<Reading>, TooMany>) -> Result<(), crate::http::ApiError> {
    if let Some(reading) = taken? {
        let mut extensions = request.extensions_mut();
        match extensions.get_mut::<Readings>() {
            Some(readings) => readings.0.push(reading),
            None => drop(extensions.insert(Readings(vec![reading]))),
        }
    }
    Ok(())
}

async fn forgive(state: &AppState, taken: &[(&Policy, String)]) {
    for (policy, subject) in taken.iter().filter(|(policy, _)| policy.forgives_refusals()) {
        state.limits.give_back(&state.db, policy, subject).await;
    }
}
