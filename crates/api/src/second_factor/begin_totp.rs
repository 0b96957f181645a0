//! `POST /me/totp`

use actix_web::{post, web::Json};
use securecart_db::accounts::users;
use securecart_dto::{Problem, second_factor::TotpSetup};

use super::{seed::qr_svg, service};
use crate::{
    accounts::AccountError,
    auth::{Fresh, SignedIn},
    http::ApiError,
    state::State,
};

/// Draw a secret for my authenticator app.
///
/// It asks for nothing until its first code confirms it, within ten minutes; a later call draws another one. A secret that
/// is in use is never shown again, and stays in use until the new one is confirmed.
#[utoipa::path(tag = "accounts", operation_id = "begin_totp", security(("session" = [])), responses(
    (status = 200, description = "The secret, shown this once", body = TotpSetup),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/totp")]
pub(crate) async fn begin_totp(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
) -> Result<Json<TotpSetup>, ApiError> {
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    let seed = state.db.transaction(async |tx| service::begin(tx, &state, user.id).await).await?;
    let otpauth_uri = seed.uri(&state.config.shop.name, &user.username)?;
    Ok(Json(TotpSetup { secret: seed.base32(), qr_svg: qr_svg(&otpauth_uri)?, otpauth_uri }))
}
