//! `POST /me/recovery-codes`

use actix_web::{post, web::Json};
use securecart_dto::{Problem, second_factor::RecoveryCodes};

use super::service;
use crate::{
    auth::{Fresh, SignedIn},
    http::ApiError,
    state::State,
};

/// Draw new recovery codes.
///
/// They are shown this once; the old ones open nothing any more. Every account with a second factor has some, be it an app
/// or a passkey; there are none without one.
#[utoipa::path(tag = "accounts", operation_id = "renew_recovery_codes", security(("session" = [])), responses(
    (status = 200, description = "The new codes", body = RecoveryCodes),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/recovery-codes")]
pub(crate) async fn renew_recovery_codes(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let (actor, user) = (access.actor(), access.user_id());
    let codes =
        state.db.transaction(async |tx| service::renew_recovery_codes(tx, &state, actor, user).await).await?;
    Ok(Json(RecoveryCodes { codes }))
}
