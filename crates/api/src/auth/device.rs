//! Which device a session was opened on.

use actix_session::{SessionExt as _, SessionStatus};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};

use super::{Actor, session};

/// Middleware: every sign-in, of whatever kind, leaves its address and client for the owner's list of devices. It
/// stands here and not in the handlers, so that no way of signing in can forget it.
pub async fn note(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = next.call(request).await?;
    let session = response.request().get_session();
    if session.status() == SessionStatus::Renewed && session::user(&session).is_some() {
        session::note_device(&session, &Actor::of(response.request(), None))?;
    }
    Ok(response)
}
