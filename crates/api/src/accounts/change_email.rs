//! `PUT /me/email`

use actix_session::Session;
use actix_web::put;
use securecart_domain::accounts::Email;
use securecart_dto::{FieldError, Problem, accounts::ChangeEmailRequest};

use super::email_change;
use crate::{
    auth::{Fresh, SignedIn, session},
    http::{Accepted, ApiError, Valid, fields::Fields},
    state::State,
};

/// An address that can be one.
pub(crate) struct NewAddress {
    email: Email,
}

impl TryFrom<ChangeEmailRequest> for NewAddress {
    type Error = Vec<FieldError>;

    fn try_from(request: ChangeEmailRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/email", Email::parse(&request.email)) {
            Some(email) => Ok(Self { email }),
            None => Err(fields.into_errors()),
        }
    }
}

/// Ask for another address.
///
/// A link is mailed to it that works for a day; until somebody follows it nothing changes. The answer is the same
/// whether or not the address belongs to another account. A wish of before is forgotten. Three mails an hour.
#[utoipa::path(tag = "accounts", operation_id = "change_email", security(("session" = [])), request_body = ChangeEmailRequest, responses(
    (status = 202, description = "A link will be sent to the new address in a moment"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/me/email")]
pub(crate) async fn change_email(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
    session: Session,
    body: Valid<ChangeEmailRequest, NewAddress>,
) -> Result<Accepted, ApiError> {
    let email = body.into_inner().email;
    let row = session::row(&session).ok_or_else(ApiError::session_ended)?;
    state
        .db
        .transaction(async |tx| {
            email_change::want(tx, &state, access.actor(), (access.user_id(), row), &email).await
        })
        .await?;
    Ok(Accepted)
}
