//! `GET /me/consents`

use actix_web::{get, web::Json};
use securecart_dto::{Problem, privacy::Consents};

use super::consents;
use crate::{auth::SignedIn, http::ApiError, state::State};

/// What I was asked for and may refuse.
#[utoipa::path(tag = "privacy", operation_id = "list_my_consents", security(("session" = [])), responses(
    (status = 200, description = "Every question as it is worded today, and how I answered", body = Consents),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/consents")]
pub(crate) async fn list_my_consents(access: SignedIn, state: State) -> Result<Json<Consents>, ApiError> {
    let mut conn = state.db.connection().await?;
    Ok(Json(consents::list(&mut conn, access.user_id()).await?))
}
