//! `DELETE /me/passkeys/{passkey}`

use actix_session::Session;
use actix_web::delete;
use securecart_domain::PasskeyId;
use securecart_dto::Problem;

use super::{PasskeyError, service};
use crate::{
    auth::{
        Fresh, SignedIn,
        session::{self, Renewal},
    },
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Remove a passkey of mine.
///
/// It opens nothing any more. Every other session ends, and this one gets another token. Without an authenticator app and
/// with no passkey left, the password alone opens the account, and the recovery codes are gone.
#[utoipa::path(tag = "accounts", operation_id = "remove_passkey", security(("session" = [])),
    params(("passkey" = PasskeyId, Path)), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/passkeys/{passkey}")]
pub(crate) async fn remove_passkey(
    access: SignedIn,
    _fresh: Fresh,
    path: PathId<PasskeyId>,
    state: State,
    session: Session,
) -> Result<NoContent, ApiError> {
    let (id, user) = (path.into_inner(), access.user_id());
    let renewal = Renewal::draw(&session)?.ok_or(PasskeyError::SessionEnded)?;
    let version = state
        .db
        .transaction(async |tx| service::remove(tx, &state, access.actor(), user, id, &renewal).await)
        .await?;
    session::sign_in_again(&session, &renewal, user, version)?;
    Ok(NoContent)
}
