//! `POST /auth/login/second-factor/passkey`

use actix_session::Session;
use actix_web::{CustomizeResponder, post, web::Json};
use securecart_db::accounts::passkeys::ceremonies::Purpose;
use securecart_dto::{Problem, accounts::LoginResponse, passkeys::PasskeyAnswer};

use super::answer::GivenAnswer;
use crate::{
    auth::Shopper,
    http::{ApiError, Valid},
    limits::SignInCaller,
    second_factor::{PendingSignInCookie, Proof, SignInStep, find_pending},
    state::State,
};

/// Complete a sign-in with a passkey.
///
/// Takes the answer to a challenge for `second_factor`, five minutes after the password at most. The session is a new one,
/// and what was in the guest's cart is in the customer's.
#[utoipa::path(tag = "accounts", operation_id = "complete_login_with_passkey", security(()), request_body = PasskeyAnswer, responses(
    (status = 200, description = "Signed in", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/login/second-factor/passkey")]
pub(crate) async fn complete_login_with_passkey(
    access: Shopper,
    caller: SignInCaller,
    cookie: PendingSignInCookie,
    state: State,
    session: Session,
    body: Valid<PasskeyAnswer, GivenAnswer>,
) -> Result<CustomizeResponder<Json<LoginResponse>>, ApiError> {
    let (token_hash, pending) = find_pending(&state, &cookie).await?;
    let answer = body.into_inner().take_challenge(&state, Purpose::SecondFactor(pending.user)).await?;
    let step = SignInStep { access: &access, caller: &caller, token_hash, pending: &pending };
    step.take(&state, &session, &Proof::Passkey(&answer)).await
}
