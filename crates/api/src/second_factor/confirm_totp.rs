//! `POST /me/totp/confirm`

use actix_session::Session;
use actix_web::{post, web::Json};
use securecart_db::accounts::users;
use securecart_dto::{
    Problem,
    second_factor::{CodeRequest, RecoveryCodes},
};

use super::{GivenCode, service};
use crate::{
    accounts::AccountError,
    auth::{
        SignedIn,
        session::{self, Renewal},
    },
    http::{ApiError, Valid},
    state::State,
};

/// Switch my second factor on.
///
/// Takes the first code of the secret that was drawn last. Signing in asks for codes from now on; every other session
/// ends, and this one gets another token. The recovery codes are shown this once.
#[utoipa::path(tag = "accounts", operation_id = "confirm_totp", security(("session" = [])), request_body = CodeRequest, responses(
    (status = 200, description = "It is on; these are the recovery codes", body = RecoveryCodes),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/totp/confirm")]
pub(crate) async fn confirm_totp(
    access: SignedIn,
    state: State,
    session: Session,
    body: Valid<CodeRequest, GivenCode>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let GivenCode(code) = body.into_inner();
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    let renewal = Renewal::draw(&session)?.ok_or(AccountError::SessionEnded)?;
    let (codes, version) = state
        .db
        .transaction(async |tx| service::switch_on(tx, &state, access.actor(), &user, &code, &renewal).await)
        .await?;
    session::sign_in_again(&session, &renewal, user.id, version)?;
    Ok(Json(RecoveryCodes { codes }))
}
