//! `POST /auth/login/second-factor`

use actix_session::Session;
use actix_web::{CustomizeResponder, post, web::Json};
use securecart_dto::{Problem, accounts::LoginResponse, second_factor::CodeRequest};

use super::{GivenCode, PendingSignInCookie, Proof, SignInStep, find_pending};
use crate::{
    auth::Shopper,
    http::{ApiError, Valid},
    limits::SignInCaller,
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
    let GivenCode(code) = body.into_inner();
    let (token_hash, pending) = find_pending(&state, &cookie).await?;
    let step = SignInStep { access: &access, caller: &caller, token_hash, pending: &pending };
    step.take(&state, &session, &Proof::Code(&code)).await
}
