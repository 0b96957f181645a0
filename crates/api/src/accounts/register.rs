//! `POST /auth/register`

use actix_session::Session;
use actix_web::{CustomizeResponder, Responder as _, post};
use securecart_domain::{
    accounts::{Email, NewPassword, Username},
    privacy::ConsentSource,
};
use securecart_dto::{
    FieldError, Problem,
    accounts::{LoginResponse, RegisterRequest},
    privacy::ConsentAnswer,
};

use super::{
    links,
    service::{self, NewAccount},
};
use crate::{
    auth::{
        Actor, Shopper,
        session::{self, SignIn},
    },
    http::{ApiError, Created, Valid, fields::Fields},
    limits::{SignInCaller, sign_in},
    privacy::answer_all,
    state::State,
};

/// A registration that keeps the rules.
pub(crate) struct Registration {
    username: Username,
    email: Email,
    password: NewPassword,
    consents: Vec<ConsentAnswer>,
}

impl TryFrom<RegisterRequest> for Registration {
    type Error = Vec<FieldError>;

    fn try_from(request: RegisterRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let username = fields.take("/username", Username::parse(&request.username));
        let email = fields.take("/email", Email::parse(&request.email));
        let own_words = [request.username.as_str(), request.email.as_str()];
        let password = fields.take("/password", NewPassword::parse(&request.password, &own_words));
        match (username, email, password) {
            (Some(username), Some(email), Some(password)) => {
                Ok(Self { username, email, password, consents: request.consents })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

/// Open an account.
///
/// A link that confirms the address is mailed, unless another account has the address: then its owner is told so
/// instead, and this caller is not. The caller is signed in afterwards, and what was in the guest's cart is in the customer's.
#[utoipa::path(tag = "accounts", operation_id = "register", security(()), request_body = RegisterRequest, responses(
    (status = 201, description = "The account is open and signed in", body = LoginResponse),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/register")]
pub(crate) async fn register(
    access: Shopper,
    state: State,
    session: Session,
    caller: SignInCaller,
    body: Valid<RegisterRequest, Registration>,
) -> Result<CustomizeResponder<Created<LoginResponse>>, ApiError> {
    let registration = body.into_inner();
    let (username, email) = (registration.username.as_str(), registration.email.as_str());
    let judged = service::judge_password(&state, registration.password.expose(), username, email);
    judged.map_err(|error| vec![FieldError::new("/password", "invalid", error)])?;
    let new = NewAccount {
        password_hash: state.passwords.hash(registration.password.expose()).await?,
        username: registration.username,
        email: registration.email,
        email_verified: false,
    };
    let (actor, consents) = (access.actor(), registration.consents);
    let device = caller.device_or_new()?;
    let guest = access.owner();
    let user = state
        .db
        .transaction(async |tx| {
            let user = service::create_account(tx, &state.clock, &state.keys, actor, &new).await?;
            sign_in::remember_new_account(tx, &state, user, &new.username.key(), &device).await?;
            service::adopt_guest(tx, &state.clock, actor, guest, user).await?;
            let asked = ConsentSource::Registration;
            let own = Actor { user_id: Some(user), ..actor.clone() };
            answer_all(tx, &state.clock, &own, user, asked, &consents).await?;
            links::ask_to_confirm(tx, &state, user, new.email.as_str()).await?;
            Ok::<_, ApiError>(user)
        })
        .await?;
    let who =
        SignIn { user, security_version: 1, authenticated_at: state.clock.now(), second_factor_at: None };
    session::sign_in(&session, &who)?;
    let answer = Created::at("/api/v1/me", LoginResponse::signed_in());
    Ok(answer.customize().add_cookie(&SignInCaller::cookie(device)))
}
