//! `POST /me/passkeys`

use actix_web::{post, web::Json};
use securecart_db::accounts::users;
use securecart_dto::{Problem, passkeys::PasskeyChallenge};

use super::{PasskeyError, service};
use crate::{
    auth::{Fresh, SignedIn},
    http::ApiError,
    state::State,
};

/// Ask for a challenge that a new passkey answers.
///
/// An account has room for ten. A device that has one of them already says so and makes no second one.
#[utoipa::path(tag = "accounts", operation_id = "begin_passkey", security(("session" = [])), responses(
    (status = 200, description = "The challenge", body = PasskeyChallenge),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/passkeys")]
pub(crate) async fn begin_passkey(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
) -> Result<Json<PasskeyChallenge>, ApiError> {
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, access.user_id()).await?.ok_or(PasskeyError::None)?;
    Ok(Json(service::begin(&mut conn, &state, &user).await?))
}
