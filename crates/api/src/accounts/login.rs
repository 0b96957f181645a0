//! `POST /auth/login`

use actix_session::Session;
use actix_web::{CustomizeResponder, Responder as _, post, web::Json};
use securecart_db::accounts::users;
use securecart_domain::accounts::NewPassword;
use securecart_dto::{
    FieldError, Problem, ProblemType,
    accounts::{LoginRequest, LoginResponse},
};

use super::service;
use crate::{
    audit::{Denial, record_denial},
    auth::{
        Shopper,
        session::{self, SignIn},
    },
    http::{ApiError, Valid, fields::Fields},
    limits::{SignInCaller, sign_in},
    second_factor::{self, PendingSignInCookie},
    security::notice_failed_sign_in,
    state::State,
};

/// Name and password, bounded so that nobody makes the shop hash a novel.
pub(crate) struct Credentials {
    /// Lower-case form.
    identifier: String,
    password: String,
}

impl TryFrom<LoginRequest> for Credentials {
    type Error = Vec<FieldError>;

    fn try_from(request: LoginRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let identifier = request.identifier.trim().to_lowercase();
        if identifier.is_empty() || identifier.chars().count() > 254 {
            fields.add("/identifier", "invalid", "Give your username or e-mail address.");
        }
        if request.password.is_empty() || request.password.chars().count() > NewPassword::MAX_CHARS {
            fields.add("/password", "invalid", "Give your password.");
        }
        fields.finish()?;
        Ok(Self { identifier, password: request.password })
    }
}

/// Sign in.
///
/// Unknown name, wrong password, shut account and too many attempts are answered alike; the first three take equally long.
/// An account with a second factor is asked for a code or a passkey next; until it is given nobody is signed in.
#[utoipa::path(tag = "accounts", operation_id = "login", security(()), request_body = LoginRequest, responses(
    (status = 200, description = "Signed in, or asked for a second factor", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/login")]
pub(crate) async fn login(
    access: Shopper,
    caller: SignInCaller,
    state: State,
    session: Session,
    body: Valid<LoginRequest, Credentials>,
) -> Result<CustomizeResponder<Json<LoginResponse>>, ApiError> {
    let credentials = body.into_inner();
    let Some(attempt) = sign_in::begin(&state, &caller, &credentials.identifier).await? else {
        record_denial(&state, access.actor(), Denial::SignIn).await;
        let identifier = sign_in::identifier_hash(&state, &credentials.identifier);
        notice_failed_sign_in(&state, caller.network, &identifier, None).await;
        return Err(refused());
    };
    let email_index = state.keys.email_index(&credentials.identifier);
    let user = {
        // Given back before the password is hashed: connections are fewer than people who sign in.
        let mut conn = state.db.connection().await?;
        users::find_user_for_login(&mut conn, &credentials.identifier, &email_index).await?
    };
    let hash = user.as_ref().map(|user| user.password_hash.as_str());
    let right = match state.passwords.verify(hash, &credentials.password).await {
        Ok(right) => right,
        Err(busy) => {
            attempt.give_back(&state).await?;
            return Err(busy);
        }
    };
    let open = user.as_ref().filter(|user| right && user.may_sign_in_by_password());
    let (actor, guest, known) = (access.actor(), access.owner(), user.as_ref().map(|user| user.id));
    let device = caller.device_or_new()?;
    let waiting = state
        .db
        .transaction(async |tx| {
            let Some(user) = open else {
                service::record_login(tx, &state.clock, actor, known, false).await?;
                let blocked = attempt.fail(tx, &state, known).await?;
                service::tell_of_block(tx, &state.clock, actor, known, blocked).await?;
                return Ok(None);
            };
            let waiting = second_factor::wait_for_code(tx, &state, actor, user, &attempt).await?;
            if waiting.is_none() {
                service::record_login(tx, &state.clock, actor, known, true).await?;
                let opened = attempt.complete(tx, &state, user.id, &device).await?;
                service::tell_of_odd_sign_in(tx, &state.clock, actor, user.id, opened).await?;
                service::adopt_guest(tx, &state.clock, actor, guest, user.id).await?;
            }
            Ok::<_, ApiError>(waiting)
        })
        .await?;
    let Some(user) = open else {
        notice_failed_sign_in(&state, caller.network, attempt.identifier(), known).await;
        return Err(refused());
    };
    if let Some((token, ways)) = waiting {
        let answer = Json(LoginResponse::asking(ways));
        return Ok(answer.customize().add_cookie(&PendingSignInCookie::set(token)));
    }
    let who = SignIn {
        user: user.id,
        security_version: user.security_version,
        authenticated_at: state.clock.now(),
        second_factor_at: None,
    };
    session::sign_in(&session, &who)?;
    let answer = Json(LoginResponse::signed_in());
    Ok(answer.customize().add_cookie(&SignInCaller::cookie(device)))
}

fn refused() -> ApiError {
    ApiError::new(ProblemType::InvalidCredentials, "Check the name and the password and try again.")
}
