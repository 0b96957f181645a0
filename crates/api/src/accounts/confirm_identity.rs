//! `POST /auth/confirm`

use actix_session::Session;
use actix_web::post;
use securecart_db::accounts::{Confirmed, UserRecord, users};
use securecart_domain::accounts::{NewPassword, SecondFactorCode};
use securecart_dto::{FieldError, Problem, accounts::ConfirmRequest};

use super::{AccountError, confirmation};
use crate::{
    auth::{
        SignedIn, confirms_with_second_factor,
        session::{self, Renewal},
    },
    http::{ApiError, NoContent, Valid, fields::Fields},
    limits::codes,
    second_factor::Proof,
    state::State,
};

/// What was given to confirm with; which of the two is asked for depends on the account.
pub(crate) struct Confirmation {
    password: Option<String>,
    code: Option<SecondFactorCode>,
}

impl TryFrom<ConfirmRequest> for Confirmation {
    type Error = Vec<FieldError>;

    fn try_from(request: ConfirmRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let code = fields.take_optional("/code", request.code.as_deref().map(SecondFactorCode::parse));
        let long = |password: &String| password.chars().count() > NewPassword::MAX_CHARS;
        if request.password.as_ref().is_some_and(|password| password.is_empty() || long(password)) {
            fields.add("/password", "invalid", "Give your password.");
        }
        match (code, fields.finish()) {
            (Some(code), Ok(())) => Ok(Self { password: request.password, code }),
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

impl Confirmation {
    /// The password, and nothing else.
    fn password(self) -> Result<String, ApiError> {
        if self.code.is_some() {
            let error = FieldError::new("/code", "not_asked", "This account has no second factor.");
            return Err(vec![error].into());
        }
        let missing = || vec![FieldError::new("/password", "invalid", "Give your password.")];
        Ok(self.password.ok_or_else(missing)?)
    }

    /// The code, and nothing else.
    fn code(self) -> Result<SecondFactorCode, ApiError> {
        let missing = || vec![FieldError::new("/code", "invalid", "Give the code that your app shows.")];
        let code = self.code.ok_or_else(missing)?;
        if self.password.is_some() {
            let error = FieldError::new("/password", "not_asked", "This account confirms with a code.");
            return Err(vec![error].into());
        }
        Ok(code)
    }
}

/// Confirm that it is me.
///
/// What is asked for anew is what the account signs in with last: a code where it has a second factor, else the password.
/// The session keeps its place and gets another token;
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
    if confirms_with_second_factor(&session) {
        confirm_by_proof(&state, &access, &session, &Proof::Code(&given.code()?)).await?;
        return Ok(NoContent);
    }
    let password = given.password()?;
    let (user, renewal) = whose(&state, &access, &session).await?;
    check_password(&state, &access, &user, &renewal, &password, "/password").await?;
    let confirmed = Confirmed { authenticated_at: Some(state.clock.now()), second_factor_at: None };
    let confirming = state.db.transaction(async |tx| {
        confirmation::confirm(tx, &state.clock, access.actor(), &user, confirmed, &renewal).await
    });
    confirming.await?;
    session::sign_in_again(&session, &renewal, user.id, user.security_version)?;
    Ok(NoContent)
}

/// The account of a session, and a new token for it.
async fn whose(
    state: &State,
    access: &SignedIn,
    session: &Session,
) -> Result<(UserRecord, Renewal), ApiError> {
    let user = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, access.user_id()).await?.ok_or(AccountError::NoAccount)?
    };
    Ok((user, Renewal::draw(session)?.ok_or(AccountError::SessionEnded)?))
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
    spend_try(state, access, user, renewal).await?;
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

/// Takes one of the session's tries, before anything is looked at.
async fn spend_try(
    state: &State,
    access: &SignedIn,
    user: &UserRecord,
    renewal: &Renewal,
) -> Result<(), ApiError> {
    let spent = state
        .db
        .transaction(async |tx| {
            confirmation::spend_try(tx, &state.clock, access.actor(), user.id, renewal.row()).await
        })
        .await?;
    if spent { Ok(()) } else { Err(ApiError::session_ended()) }
}

/// Confirms with a code or a passkey of the owner of a session; it is used up by that.
pub(crate) async fn confirm_by_proof(
    state: &State,
    access: &SignedIn,
    session: &Session,
    proof: &Proof<'_>,
) -> Result<(), ApiError> {
    let (user, renewal) = whose(state, access, session).await?;
    spend_try(state, access, &user, &renewal).await?;
    let may = codes::may_confirm_by_code(state, user.id).await;
    let confirmed = Confirmed { authenticated_at: None, second_factor_at: Some(state.clock.now()) };
    let right = state
        .db
        .transaction(async |tx| {
            let right = may && proof.spend(tx, state, access.actor(), user.id).await?;
            if right {
                confirmation::confirm(tx, &state.clock, access.actor(), &user, confirmed, &renewal).await?;
            } else {
                confirmation::record_wrong(tx, &state.clock, access.actor(), user.id).await?;
            }
            Ok::<_, ApiError>(right)
        })
        .await?;
    if !right {
        return Err(proof.refusal());
    }
    codes::was_right(state, user.id).await;
    session::sign_in_again(session, &renewal, user.id, user.security_version)
}
