//! `DELETE /me/totp`

use actix_session::Session;
use actix_web::delete;
use securecart_db::accounts::users;
use securecart_dto::Problem;

use super::service;
use crate::{
    accounts::AccountError,
    auth::{
        Fresh, SignedIn,
        session::{self, Renewal},
    },
    http::{ApiError, NoContent},
    state::State,
};

/// Take my authenticator app away.
///
/// Without a passkey the password alone opens the account from now on, and the recovery codes are gone. Every other
/// session ends, and this one gets another token. A role that asks for a second factor lets nothing be done until there is one again.
#[utoipa::path(tag = "accounts", operation_id = "remove_totp", security(("session" = [])), responses(
    (status = 204, description = "It is off"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/totp")]
pub(crate) async fn remove_totp(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
    session: Session,
) -> Result<NoContent, ApiError> {
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    let renewal = Renewal::draw(&session)?.ok_or(AccountError::SessionEnded)?;
    let version = state
        .db
        .transaction(async |tx| service::switch_off(tx, &state, access.actor(), &user, &renewal).await)
        .await?;
    session::sign_in_again(&session, &renewal, user.id, version)?;
    Ok(NoContent)
}
