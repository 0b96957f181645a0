//! `POST /admin/security/events/{event}/lift`

use actix_web::{post, web::Json};
use securecart_domain::SecurityEventId;
use securecart_dto::{Problem, security::SecurityEvent};

use super::{event, service};
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, path::PathId},
    state::State,
};

/// Let the source of an event in again.
///
/// Every block of that source ends. Other instances of the shop hear of it within seconds.
#[utoipa::path(tag = "security", operation_id = "lift_security_block", security(("session" = ["write_security"])),
    params(("event" = String, Path, description = "Id of the event")), responses(
    (status = 200, description = "The event", body = SecurityEvent),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/security/events/{event}/lift")]
pub(crate) async fn lift_security_block(
    access: Allowed<perm::WriteSecurity>,
    id: PathId<SecurityEventId>,
    state: State,
) -> Result<Json<SecurityEvent>, ApiError> {
    let id = id.into_inner();
    let record = state.db.transaction(async |tx| service::lift(&access, tx, &state.clock, id).await).await?;
    if let Ok(network) = record.source.parse() {
        state.watch.let_in(network);
    }
    Ok(Json(event(record, state.clock.now())))
}
