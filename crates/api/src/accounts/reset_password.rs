//! `POST /auth/password/reset`

use actix_web::post;
use securecart_dto::{FieldError, Problem, accounts::ResetPasswordRequest};

use super::{links, service};
use crate::{
    auth::Anyone,
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// Choose a new password with the link that was mailed.
///
/// The link works once; a password that is refused does not use it up. Every session of the account ends and none
/// begins: sign in afterwards, with the second factor if there is one.
#[utoipa::path(tag = "accounts", operation_id = "reset_password", security(()), request_body = ResetPasswordRequest, responses(
    (status = 204, description = "The password is changed"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/password/reset")]
pub(crate) async fn reset_password(
    access: Anyone,
    state: State,
    body: Valid<ResetPasswordRequest>,
) -> Result<NoContent, ApiError> {
    let request = body.into_inner();
    let user = {
        let mut conn = state.db.connection().await?;
        links::find_resetting(&mut conn, &state.clock, &request.token).await?
    };
    let email = state.keys.person(&user)?.email;
    let judged = service::judge_password(&state, &request.password, &user.username, &email);
    let new = judged.map_err(|error| vec![FieldError::new("/password", "invalid", error)])?;
    let hash = state.passwords.hash(new.expose()).await?;
    let reset = state.db.transaction(async |tx| {
        links::reset_password(tx, &state.clock, access.actor(), &user, &request.token, &hash).await
    });
    reset.await?;
    Ok(NoContent)
}
