//! `GET /admin/security/events/{event}`

use actix_web::{get, web::Json};
use securecart_db::security::find_event_any;
use securecart_domain::SecurityEventId;
use securecart_dto::{Problem, security::SecurityEvent};

use super::{SecurityError, event};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// One of them.
#[utoipa::path(tag = "security", operation_id = "get_security_event", security(("session" = ["read_security"])),
    params(("event" = String, Path, description = "Id of the event")), responses(
    (status = 200, description = "The event", body = SecurityEvent),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/security/events/{event}")]
pub(crate) async fn get_security_event(
    _access: Allowed<perm::ReadSecurity>,
    id: PathId<SecurityEventId>,
    state: State,
) -> Result<Json<SecurityEvent>, ApiError> {
    let mut conn = state.db.connection().await?;
    let record = find_event_any(&mut conn, id.into_inner()).await?.ok_or(SecurityError::NotFound)?;
    Ok(Json(event(record, state.clock.now())))
}
