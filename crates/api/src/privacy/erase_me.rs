//! `DELETE /me`

use actix_session::Session;
use actix_web::{HttpResponse, delete};
use securecart_domain::accounts::Username;
use securecart_dto::{FieldError, Problem, privacy::EraseAccountRequest};

use super::{PrivacyError, erase};
use crate::{
    auth::{Fresh, SignedIn, session, token},
    http::{ApiError, Valid},
    state::State,
};

/// A wish with a name in it.
pub(crate) struct Wish {
    typed: Username,
}

impl TryFrom<EraseAccountRequest> for Wish {
    type Error = Vec<FieldError>;

    fn try_from(request: EraseAccountRequest) -> Result<Self, Vec<FieldError>> {
        // What can be nobody's name is not this account's.
        let typed = Username::parse(&request.username).map_err(|_| PrivacyError::other_name())?;
        Ok(Self { typed })
    }
}

/// Erase my account, at once and for good.
///
/// Needs the account's username in the body. Everything personal goes, and the key that it was sealed with; orders,
/// payments and stock stay as numbers and dates that name nobody. Refused with `erasure-blocked` while a payment page is
/// open, a paid order has not been sent, or an order's money is not settled. The caller is signed out everywhere.
#[utoipa::path(tag = "privacy", operation_id = "erase_me", security(("session" = [])),
    request_body = EraseAccountRequest, responses(
    (status = 204, description = "The account is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me")]
pub(crate) async fn erase_me(
    access: SignedIn,
    _fresh: Fresh,
    state: State,
    session: Session,
    body: Valid<EraseAccountRequest, Wish>,
) -> Result<HttpResponse, ApiError> {
    let (user, typed) = (access.user_id(), body.into_inner().typed);
    // Hashing takes its time, and is nothing to do inside of a transaction.
    let password_hash = state.passwords.hash(&token::draw().map_err(ApiError::internal)?).await?;
    state
        .db
        .transaction(async |tx| erase::erase(tx, &state, access.actor(), user, &typed, &password_hash).await)
        .await?;
    session::sign_out(&session);
    Ok(HttpResponse::NoContent().insert_header(("clear-site-data", "\"cache\", \"storage\"")).finish())
}
