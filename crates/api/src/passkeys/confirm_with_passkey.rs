//! `POST /auth/confirm/passkey`

use actix_session::Session;
use actix_web::post;
use securecart_db::accounts::passkeys::ceremonies::Purpose;
use securecart_dto::{Problem, passkeys::PasskeyAnswer};

use super::answer::GivenAnswer;
use crate::{
    accounts::confirm_by_proof,
    auth::SignedIn,
    http::{ApiError, NoContent, Valid},
    second_factor::Proof,
    state::State,
};

/// Confirm with a passkey that it is me.
///
/// Takes the answer to a challenge for `confirm`. The session keeps its place and gets another token.
#[utoipa::path(tag = "accounts", operation_id = "confirm_with_passkey", security(("session" = [])), request_body = PasskeyAnswer, responses(
    (status = 204, description = "Confirmed for ten minutes"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/confirm/passkey")]
pub(crate) async fn confirm_with_passkey(
    access: SignedIn,
    state: State,
    session: Session,
    body: Valid<PasskeyAnswer, GivenAnswer>,
) -> Result<NoContent, ApiError> {
    let answer = body.into_inner().take_challenge(&state, Purpose::Confirm(access.user_id())).await?;
    confirm_by_proof(&state, &access, &session, &Proof::Passkey(&answer)).await?;
    Ok(NoContent)
}
