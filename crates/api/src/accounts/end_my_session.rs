//! `DELETE /me/sessions/{session}`

use actix_web::delete;
use securecart_domain::SessionId;
use securecart_dto::Problem;

use super::session_list;
use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Sign out on one device.
///
/// It can not be undone; that device has to sign in again.
#[utoipa::path(tag = "accounts", operation_id = "end_my_session", security(("session" = [])),
    params(("session" = SessionId, Path)), responses(
    (status = 204, description = "The session has ended"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/sessions/{session}")]
pub(crate) async fn end_my_session(
    access: SignedIn,
    path: PathId<SessionId>,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    state.db.transaction(async |tx| session_list::end_session(&access, tx, &state.clock, id).await).await?;
    Ok(NoContent)
}
