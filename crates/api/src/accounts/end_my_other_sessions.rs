//! `DELETE /me/sessions`

use actix_session::Session;
use actix_web::{delete, web::Json};
use securecart_dto::{Problem, sessions::EndedSessions};

use super::{AccountError, session_list};
use crate::{
    auth::{SignedIn, session},
    http::ApiError,
    state::State,
};

/// Sign out everywhere but here.
#[utoipa::path(tag = "accounts", operation_id = "end_my_other_sessions", security(("session" = [])), responses(
    (status = 200, description = "How many sessions have ended", body = EndedSessions),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/sessions")]
pub(crate) async fn end_my_other_sessions(
    access: SignedIn,
    state: State,
    session: Session,
) -> Result<Json<EndedSessions>, ApiError> {
    let kept = session::row(&session).ok_or(AccountError::SessionEnded)?;
    let ended = state
        .db
        .transaction(async |tx| session_list::end_other_sessions(&access, tx, &state.clock, kept).await)
        .await?;
    Ok(Json(EndedSessions { ended: u32::try_from(ended).unwrap_or(u32::MAX) }))
}
