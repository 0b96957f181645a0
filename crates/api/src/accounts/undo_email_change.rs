//! `POST /auth/email/undo`

use actix_web::post;
use securecart_dto::{Problem, accounts::FollowLinkRequest};

use super::email_change;
use crate::{
    auth::Anyone,
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// Take a change of address back.
///
/// The token is the one in the link that was mailed to the old address. The account has its old address again, every
/// session ends, and its password opens nothing: a link to choose a new one is mailed. A second factor that was switched
/// on since the change is gone.
#[utoipa::path(tag = "accounts", operation_id = "undo_email_change", security(()), request_body = FollowLinkRequest, responses(
    (status = 204, description = "The account has its old address"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/email/undo")]
pub(crate) async fn undo_email_change(
    access: Anyone,
    state: State,
    body: Valid<FollowLinkRequest>,
) -> Result<NoContent, ApiError> {
    let token = body.into_inner().token;
    state.db.transaction(async |tx| email_change::undo(tx, &state, access.actor(), &token).await).await?;
    Ok(NoContent)
}
