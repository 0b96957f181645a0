//! `POST /auth/login`

use actix_session::Session;
use actix_web::{post, web::Json};
use securecart_db::accounts::users;
use securecart_domain::accounts::NewPassword;
use securecart_dto::{
    FieldError, Problem, ProblemType,
    accounts::{LoginRequest, LoginResponse, LoginStatus},
};

use super::service;
use crate::{
    auth::{
        Shopper,
        session::{self, SignIn},
    },
    http::{ApiError, Valid, fields::Fields},
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
/// Unknown name, wrong password and shut account are answered alike and take equally long.
#[utoipa::path(tag = "accounts", operation_id = "login", security(()), request_body = LoginRequest, responses(
    (status = 200, description = "Signed in, or asked for a second factor", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/login")]
pub(crate) async fn login(
    access: Shopper,
    state: State,
    session: Session,
    body: Valid<LoginRequest, Credentials>,
) -> Result<Json<LoginResponse>, ApiError> {
    let credentials = body.into_inner();
    let user = {
        // Given back before the password is hashed: connections are fewer than people who sign in.
        let mut conn = state.db.connection().await?;
        users::find_user_for_login(&mut conn, &credentials.identifier).await?
    };
    let hash = user.as_ref().map(|user| user.password_hash.as_str());
    let right = state.passwords.verify(hash, &credentials.password).await?;
    let open = user.as_ref().filter(|user| right && user.disabled_at.is_none());
    let (actor, guest, known) = (access.actor(), access.owner(), user.as_ref().map(|user| user.id));
    state
        .db
        .transaction(async |tx| {
            service::record_login(tx, &state.clock, actor, known, open.is_some()).await?;
            if let Some(user) = open {
                service::adopt_guest(tx, &state.clock, actor, guest, user.id).await?;
            }
            Ok::<_, ApiError>(())
        })
        .await?;
    let user = open.ok_or_else(|| {
        ApiError::new(ProblemType::InvalidCredentials, "Check the name and the password and try again.")
    })?;
    let now = state.clock.now();
    let security_version = user.security_version;
    let who = SignIn { user: user.id, security_version, authenticated_at: now, second_factor_at: None };
    session::sign_in(&session, &who)?;
    Ok(Json(LoginResponse { status: LoginStatus::SignedIn }))
}
