//! `POST /auth/passkey`

use actix_web::{post, web::Json};
use securecart_db::accounts::passkeys::ceremonies::Purpose;
use securecart_dto::{
    Problem,
    passkeys::{AskPasskeyRequest, PasskeyChallenge, PasskeyPurpose},
};

use super::ceremony;
use crate::{
    auth::{Anyone, not_signed_in},
    http::{ApiError, Valid},
    second_factor::{PendingSignInCookie, find_pending},
    state::State,
};

/// Ask for a challenge that a passkey answers.
///
/// To sign in, any passkey of the shop may answer, so this tells nothing of anybody. To complete a sign-in for which the
/// password was right, or to confirm that it is still oneself, it has to be one of the account's.
#[utoipa::path(tag = "accounts", operation_id = "ask_passkey", security(()), request_body = AskPasskeyRequest, responses(
    (status = 200, description = "The challenge", body = PasskeyChallenge),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/passkey")]
pub(crate) async fn ask_passkey(
    access: Anyone,
    cookie: PendingSignInCookie,
    state: State,
    body: Valid<AskPasskeyRequest>,
) -> Result<Json<PasskeyChallenge>, ApiError> {
    let (purpose, owner) = match body.into_inner().purpose {
        PasskeyPurpose::SignIn => (Purpose::SignIn, None),
        PasskeyPurpose::SecondFactor => {
            let (_, pending) = find_pending(&state, &cookie).await?;
            let user = pending.user;
            (Purpose::SecondFactor(user), Some(user))
        }
        PasskeyPurpose::Confirm => {
            let user = access.actor().user_id.ok_or_else(not_signed_in)?;
            (Purpose::Confirm(user), Some(user))
        }
    };
    let mut conn = state.db.connection().await?;
    Ok(Json(ceremony::ask(&mut conn, &state, purpose, owner).await?))
}
