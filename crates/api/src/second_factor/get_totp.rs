//! `GET /me/totp`

use actix_web::{get, web::Json};
use securecart_db::accounts::{
    passkeys,
    second_factor::{recovery_codes, totp},
};
use securecart_dto::{Problem, second_factor::TotpStatus};

use crate::{
    auth::{SignedIn, second_factor_asked_of},
    http::ApiError,
    state::State,
};

/// How my second factor stands.
#[utoipa::path(tag = "accounts", operation_id = "get_totp", security(("session" = [])), responses(
    (status = 200, description = "Whether there is an app, or a passkey instead, and how many recovery codes are left; never the secret", body = TotpStatus),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/totp")]
pub(crate) async fn get_totp(access: SignedIn, state: State) -> Result<Json<TotpStatus>, ApiError> {
    let user = access.user_id();
    let mut conn = state.db.connection().await?;
    let factor = totp::find_totp(&mut conn, user).await?;
    Ok(Json(TotpStatus {
        enabled: factor.is_some(),
        enabled_at: factor.map(|factor| factor.created_at),
        passkey: passkeys::has_any(&mut conn, user).await?,
        recovery_codes_left: recovery_codes::count_left(&mut conn, user).await?,
        required: second_factor_asked_of(&mut conn, &state, user).await?,
    }))
}
