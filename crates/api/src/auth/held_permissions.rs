//! What the caller of a staff operation may do, looked up once before any extractor runs; and who was refused,
//! written down once all have run.
//!
//! Extractors of one handler run side by side: if the proof of access had to wait for the database, a body that
//! breaks a rule would be answered first, and tell strangers about operations that are none of their business.

use actix_session::SessionExt as _;
use actix_web::{
    Error, HttpMessage as _, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use securecart_db::accounts::permissions;
use securecart_domain::{Permission, security::SecurityEventKind};

use super::{proof::Refused, required_factor::second_factor_missing, session};
use crate::{
    audit::{Denial, record_denial},
    http::ApiError,
    limits::network_of,
    security::{Sighting, notice},
    state::State,
};

/// Where staff operations live.
const STAFF: &str = "/api/v1/admin/";

/// What the signed-in user may do, right now (ASVS 8.3.2).
#[derive(Clone, Debug)]
pub(super) struct HeldPermissions {
    /// The permissions.
    pub(super) held: Vec<Permission>,
    /// They are closed to this session: a second factor is asked for, and it has none.
    pub(super) second_factor_missing: bool,
}

/// Middleware: looks them up for staff operations, and audits the refusals.
pub async fn load(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let session = request.get_session();
    let user = session::user(&session).filter(|_| request.path().starts_with(STAFF));
    if let (Some(user), Some(state)) = (user, request.app_data::<State>()) {
        let mut conn = state.db.connection().await.map_err(ApiError::from)?;
        let held = permissions::list_for_user(&mut conn, user).await.map_err(ApiError::from)?;
        let missing = second_factor_missing(&mut conn, state, user, &session).await;
        drop(conn);
        let second_factor_missing = missing.map_err(ApiError::from)?;
        request.extensions_mut().insert(HeldPermissions { held, second_factor_missing });
    }
    let response = next.call(request).await?;
    audit_refusal(response.request()).await;
    Ok(response)
}

async fn audit_refusal(request: &HttpRequest) {
    let refused = request.extensions_mut().remove::<Refused>();
    if let (Some(refused), Some(state)) = (refused, request.app_data::<State>()) {
        let route = request.match_pattern().unwrap_or_default();
        let operation = format!("{} {route}", request.method());
        let denial =
            Denial::Permission { permission: refused.permission.as_str(), operation: operation.clone() };
        record_denial(state, &refused.actor, denial).await;
        let sighting = Sighting {
            kind: SecurityEventKind::PermissionProbing,
            network: network_of(request),
            account: refused.actor.user_id.map(|user| user.to_string()),
            subject: operation,
        };
        notice(state, &sighting).await;
    }
}
