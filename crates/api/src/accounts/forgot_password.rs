//! `POST /auth/password/forgot`

use actix_web::post;
use securecart_domain::accounts::Email;
use securecart_dto::{FieldError, Problem, accounts::ForgotPasswordRequest};

use super::links;
use crate::{
    auth::Anyone,
    http::{Accepted, ApiError, Valid, fields::Fields},
    state::State,
};

/// An address that can be one.
pub(crate) struct Forgetful {
    email: Email,
}

impl TryFrom<ForgotPasswordRequest> for Forgetful {
    type Error = Vec<FieldError>;

    fn try_from(request: ForgotPasswordRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/email", Email::parse(&request.email)) {
            Some(email) => Ok(Self { email }),
            None => Err(fields.into_errors()),
        }
    }
}

/// Ask for a new password.
///
/// The answer, the work done for it and how often it may be asked for are the same whether or not the address has an
/// account. If it has one and is confirmed, a link is mailed that works for ten minutes.
#[utoipa::path(tag = "accounts", operation_id = "forgot_password", security(()), request_body = ForgotPasswordRequest, responses(
    (status = 202, description = "If the address has an account, a mail is on its way"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/password/forgot")]
pub(crate) async fn forgot_password(
    access: Anyone,
    state: State,
    body: Valid<ForgotPasswordRequest, Forgetful>,
) -> Result<Accepted, ApiError> {
    let email = body.into_inner().email;
    let asked =
        state.db.transaction(async |tx| links::ask_for_reset(tx, &state, access.actor(), &email).await);
    asked.await?;
    Ok(Accepted)
}
