//! `POST /admin/security/events/{event}/acknowledge`

use actix_web::{post, web::Json};
use securecart_domain::SecurityEventId;
use securecart_dto::{Problem, security::SecurityEvent};

use super::{event, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// Note that I have looked at it.
///
/// A block that runs stays; what happens from now on is another event.
#[utoipa::path(tag = "security", operation_id = "acknowledge_security_event", security(("session" = ["write_security"])),
    params(("event" = String, Path, description = "Id of the event")), responses(
    (status = 200, description = "The event", body = SecurityEvent),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/security/events/{event}/acknowledge")]
pub(crate) async fn acknowledge_security_event(
    access: Allowed<perm::WriteSecurity>,
    id: PathId<SecurityEventId>,
    state: State,
) -> Result<Json<SecurityEvent>, ApiError> {
    let id = id.into_inner();
    let record =
        state.db.transaction(async |tx| service::acknowledge(&access, tx, &state.clock, id).await).await?;
    Ok(Json(event(record, state.clock.now())))
}
