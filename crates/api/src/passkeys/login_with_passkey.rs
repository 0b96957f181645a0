//! `POST /auth/login/passkey`

use actix_session::Session;
use actix_web::{CustomizeResponder, Responder as _, post, web::Json};
use securecart_db::accounts::passkeys::ceremonies::Purpose;
use securecart_dto::{Problem, ProblemType, accounts::LoginResponse, passkeys::PasskeyAnswer};

use super::{
    answer::{GivenAnswer, JudgedBy},
    signing_in::{self, Opening},
};
use crate::{
    auth::{
        Shopper,
        session::{self, SignIn},
    },
    http::{ApiError, Valid},
    limits::{SignInCaller, sign_in},
    second_factor::PendingSignInCookie,
    security::notice_failed_sign_in,
    state::State,
};

/// Sign in with a passkey.
///
/// Takes the answer to a challenge for `sign_in`. No password and no code is asked for: the device has asked its owner, so
/// it proves both. Failed passwords of strangers do not lock this way. An unknown passkey, a wrong signature and a shut
/// account are answered alike.
#[utoipa::path(tag = "accounts", operation_id = "login_with_passkey", security(()), request_body = PasskeyAnswer, responses(
    (status = 200, description = "Signed in", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/login/passkey")]
pub(crate) async fn login_with_passkey(
    access: Shopper,
    caller: SignInCaller,
    state: State,
    session: Session,
    body: Valid<PasskeyAnswer, GivenAnswer>,
) -> Result<CustomizeResponder<Json<LoginResponse>>, ApiError> {
    let answer: JudgedBy = body.into_inner().take_challenge(&state, Purpose::SignIn).await?;
    let device = caller.device_or_new()?;
    let by = Opening { actor: access.actor(), guest: access.owner(), device: &device };
    let signing_in = state.db.transaction(async |tx| signing_in::sign_in(tx, &state, &by, &answer).await);
    let user = match signing_in.await? {
        Ok(user) => user,
        Err(known) => {
            let identifier = sign_in::identifier_hash(&state, "passkey");
            notice_failed_sign_in(&state, caller.network, &identifier, known).await;
            return Err(ApiError::new(
                ProblemType::InvalidCredentials,
                "This passkey does not open an account here. Sign in with your password.",
            ));
        }
    };
    let now = state.clock.now();
    let who = SignIn {
        user: user.id,
        security_version: user.security_version,
        authenticated_at: now,
        second_factor_at: Some(now),
    };
    session::sign_in(&session, &who)?;
    let answer = Json(LoginResponse::signed_in()).customize();
    Ok(answer.add_cookie(&SignInCaller::cookie(device)).add_cookie(&PendingSignInCookie::clear()))
}
