//! `POST /auth/logout`

use actix_session::Session;
use actix_web::{HttpResponse, post};
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::{Anyone, session},
    http::ApiError,
    state::State,
};

/// Sign out.
///
/// The session is removed, the cookie taken back and the browser told to forget what it kept (ASVS 14.3.1).
#[utoipa::path(tag = "accounts", operation_id = "logout", security(()), responses(
    (status = 204, description = "Signed out"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/logout")]
pub(crate) async fn logout(access: Anyone, state: State, session: Session) -> Result<HttpResponse, ApiError> {
    if let Some(row) = session::row(&session) {
        state
            .db
            .transaction(async |tx| service::log_out(tx, &state.clock, access.actor(), row).await)
            .await?;
    }
    session::sign_out(&session);
    Ok(HttpResponse::NoContent().insert_header(("clear-site-data", "\"cache\", \"storage\"")).finish())
}
