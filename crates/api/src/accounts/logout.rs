//! `POST /auth/logout`

use actix_session::Session;
use actix_web::{HttpResponse, post};
use securecart_dto::Problem;

use crate::auth::{Anyone, session};

/// Sign out.
///
/// The session is removed, the cookie taken back and the browser told to forget what it kept (ASVS 14.3.1).
#[utoipa::path(tag = "accounts", operation_id = "logout", security(()), responses(
    (status = 204, description = "Signed out"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/logout")]
pub(crate) async fn logout(_access: Anyone, session: Session) -> HttpResponse {
    session::sign_out(&session);
    HttpResponse::NoContent().insert_header(("clear-site-data", "\"cache\", \"storage\"")).finish()
}
