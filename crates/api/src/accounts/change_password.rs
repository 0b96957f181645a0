//! `PUT /me/password`

use actix_session::Session;
use actix_web::put;
use securecart_db::accounts::users;
use securecart_dto::{FieldError, Problem, accounts::ChangePasswordRequest};

use super::{AccountError, confirm_identity::check_password, service};
use crate::{
    auth::{
        SignedIn, confirmation_required, confirms_with_second_factor, is_recent,
        session::{self, Renewal},
    },
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// Change my password.
///
/// Asks for the present one (ASVS 6.2.3), and for a fresh code where the account has a second factor; every other session of the account ends. If this one is ended while the
/// request runs, nothing is changed.
#[utoipa::path(tag = "accounts", operation_id = "change_password", security(("session" = [])), request_body = ChangePasswordRequest, responses(
    (status = 204, description = "The password is changed"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/me/password")]
pub(crate) async fn change_password(
    access: SignedIn,
    state: State,
    session: Session,
    body: Valid<ChangePasswordRequest>,
) -> Result<NoContent, ApiError> {
    let request = body.into_inner();
    // The password is said anew in any case; where codes are asked for, it is not enough.
    if confirms_with_second_factor(&session) && !is_recent(&session, state.clock.now()) {
        return Err(confirmation_required(&state, &session).await?);
    }
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    let email = state.keys.person(&user)?.email;
    let judged = service::judge_password(&state, &request.new_password, &user.username, &email);
    let new = judged.map_err(|error| vec![FieldError::new("/new_password", "invalid", error)])?;
    let renewal = Renewal::draw(&session)?.ok_or(AccountError::SessionEnded)?;
    check_password(&state, &access, &user, &renewal, &request.current_password, "/current_password").await?;
    let hash = state.passwords.hash(new.expose()).await?;
    let version = state
        .db
        .transaction(async |tx| {
            service::change_password(tx, &state.clock, access.actor(), &user, &hash, &renewal).await
        })
        .await?;
    session::sign_in_again(&session, &renewal, user.id, version)?;
    Ok(NoContent)
}
