//! `POST /auth/login/second-factor`

use actix_session::Session;
use actix_web::{CustomizeResponder, Responder as _, post, web::Json};
use securecart_db::accounts::second_factor::pending_sign_ins;
use securecart_dto::{
    Problem,
    accounts::{LoginResponse, LoginStatus},
    second_factor::CodeRequest,
};

use super::{
    GivenCode, PendingSignInCookie, SecondFactorError,
    signing_in::{self, Completion},
};
use crate::{
    auth::{
        Shopper,
        session::{self, SignIn},
    },
    http::{ApiError, Valid},
    limits::{SignInCaller, codes},
    state::State,
};

/// Complete a sign-in with a code.
///
/// Takes a code of the authenticator app or a recovery code, five minutes after the password at most and five times at
/// most; then the sign-in is over. The session is a new one, and what was in the guest's cart is in the customer's.
#[utoipa::path(tag = "accounts", operation_id = "complete_login", security(()), request_body = CodeRequest, responses(
    (status = 200, description = "Signed in", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/login/second-factor")]
pub(crate) async fn complete_login(
    access: Shopper,
    caller: SignInCaller,
    cookie: PendingSignInCookie,
    state: State,
    session: Session,
    body: Valid<CodeRequest, GivenCode>,
) -> Result<CustomizeResponder<Json<LoginResponse>>, ApiError> {
    let (GivenCode(code), device) = (body.into_inner(), caller.device_or_new()?);
    let token_hash = cookie.token_hash().ok_or(SecondFactorError::NothingPending)?;
    let pending = {
        let mut conn = state.db.connection().await?;
        pending_sign_ins::find(&mut conn, &token_hash, state.clock.now()).await?
    };
    let pending = pending.ok_or(SecondFactorError::NothingPending)?;
    let by =
        Completion { actor: access.actor(), guest: access.owner(), token_hash: &token_hash, device: &device };
    let name = hex::encode(token_hash);
    if !codes::may_try_code(&state, &name, pending.user).await? {
        state.db.transaction(async |tx| signing_in::give_up(tx, &state, &by, &pending).await).await?;
        return Err(SecondFactorError::TooManyCodes.into());
    }
    let user = state
        .db
        .transaction(async |tx| signing_in::complete(tx, &state, &by, &pending, &code).await)
        .await?
        .ok_or(SecondFactorError::WrongCode)?;
    codes::was_right(&state, user.id).await;
    let who = SignIn {
        user: user.id,
        security_version: user.security_version,
        authenticated_at: pending.created_at,
        second_factor_at: Some(state.clock.now()),
    };
    session::sign_in(&session, &who)?;
    let answer = Json(LoginResponse { status: LoginStatus::SignedIn }).customize();
    Ok(answer.add_cookie(&SignInCaller::cookie(device)).add_cookie(&PendingSignInCookie::clear()))
}
