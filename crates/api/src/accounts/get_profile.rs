//! `GET /me`

use actix_web::{get, web::Json};
use securecart_db::accounts::users;
use securecart_dto::{Problem, accounts::Profile};

use super::{AccountError, profile};
use crate::{auth::SignedIn, http::ApiError, state::State};

/// My data.
#[utoipa::path(tag = "accounts", operation_id = "get_profile", security(("session" = [])), responses(
    (status = 200, description = "The signed-in user's own data", body = Profile),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me")]
pub(crate) async fn get_profile(access: SignedIn, state: State) -> Result<Json<Profile>, ApiError> {
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?;
    Ok(Json(profile(&mut conn, &state, user).await?))
}
