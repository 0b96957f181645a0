//! `POST /auth/email/verify`

use actix_web::post;
use securecart_dto::{Problem, accounts::FollowLinkRequest};

use super::{AccountError, email_change, links};
use crate::{
    auth::Anyone,
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// Confirm an e-mail address.
///
/// The token is the one in the link that was mailed, to the address of the account or to the one that it is to have; it
/// works once. Whoever is signed in meanwhile stays signed in,
/// and nothing of theirs is changed.
#[utoipa::path(tag = "accounts", operation_id = "verify_email", security(()), request_body = FollowLinkRequest, responses(
    (status = 204, description = "The address belongs to its account"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/email/verify")]
pub(crate) async fn verify_email(
    access: Anyone,
    state: State,
    body: Valid<FollowLinkRequest>,
) -> Result<NoContent, ApiError> {
    let token = body.into_inner().token;
    let confirmed = state.db.transaction(async |tx| {
        match links::confirm_address(tx, &state.clock, access.actor(), &token).await {
            // Not the address that the account has; perhaps the one that it is to have.
            Err(AccountError::DeadLink) => email_change::confirm(tx, &state, access.actor(), &token).await,
            other => Ok(other?),
        }
    });
    confirmed.await?;
    Ok(NoContent)
}
