//! `POST /auth/confirm`

use actix_session::Session;
use actix_web::post;
use securecart_db::accounts::{Confirmed, UserRecord, users};
use securecart_domain::accounts::NewPassword;
use securecart_dto::{FieldError, Problem, accounts::ConfirmRequest};

use super::{AccountError, confirmation};
use crate::{
    auth::{
        SignedIn,
        session::{self, Renewal},
    },
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// A password that may be the one of the account.
pub(crate) struct Confirmation {
    password: String,
}

impl TryFrom<ConfirmRequest> for Confirmation {
    type Error = Vec<FieldError>;

    fn try_from(request: ConfirmRequest) -> Result<Self, Vec<FieldError>> {
        if request.code.is_some() {
            return Err(vec![FieldError::new("/code", "not_asked", "This account has no second factor.")]);
        }
        let password = request
            .password
            .filter(|password| !password.is_empty() && password.chars().count() <= NewPassword::MAX_CHARS);
        let missing = || vec![FieldError::new("/password", "invalid", "Give your password.")];
        Ok(Self { password: password.ok_or_else(missing)? })
    }
}

/// Confirm that it is me.
///
/// What is asked for anew is what the account signs in with last. The session keeps its place and gets another token;
/// after five wrong answers in a row it ends.
#[utoipa::path(tag = "accounts", operation_id = "confirm_identity", security(("session" = [])), request_body = ConfirmRequest, responses(
    (status = 204, description = "Confirmed for ten minutes"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/confirm")]
pub(crate) async fn confirm_identity(
    access: SignedIn,
    state: State,
    session: Session,
    body: Valid<ConfirmRequest, Confirmation>,
) -> Result<NoContent, ApiError> {
    let given = body.into_inner();
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    let renewal = Renewal::draw(&session)?.ok_or(AccountError::SessionEnded)?;
    check_password(&state, &access, &user, &renewal, &given.password, "/password").await?;
    let confirmed = Confirmed { authenticated_at: Some(state.clock.now()), second_factor_at: None };
    state
        .db
        .transaction(async |tx| {
            confirmation::confirm(tx, &state.clock, access.actor(), &user, confirmed, &renewal).await
        })
        .await?;
    session::sign_in_again(&session, &renewal, user.id, user.security_version)?;
    Ok(NoContent)
}

/// Judges a password that the owner of a session says once more; `pointer` names its field. The try is spent before
/// the password is looked at, so that many at once are no more tries than one after the other.
pub(super) async fn check_password(
    state: &State,
    access: &SignedIn,
    user: &UserRecord,
    renewal: &Renewal,
    password: &str,
    pointer: &str,
) -> Result<(), ApiError> {
    let spent = state
        .db
        .transaction(async |tx| {
            confirmation::spend_try(tx, &state.clock, access.actor(), user.id, renewal.row()).await
        })
        .await?;
    if !spent {
        return Err(ApiError::session_ended());
    }
    let short_enough = password.chars().count() <= NewPassword::MAX_CHARS;
    if short_enough && state.passwords.verify(Some(&user.password_hash), password).await? {
        return Ok(());
    }
    state
        .db
        .transaction(async |tx| confirmation::record_wrong(tx, &state.clock, access.actor(), user.id).await)
        .await?;
    Err(vec![FieldError::new(pointer, "wrong", "This is not your password.")].into())
}
