//! `DELETE /me/email/change`

use actix_web::delete;
use securecart_dto::Problem;

use super::email_change;
use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent},
    state::State,
};

/// Give up a change of my address.
///
/// The link that was mailed opens nothing any more. Where nothing waits, nothing happens.
#[utoipa::path(tag = "accounts", operation_id = "cancel_email_change", security(("session" = [])), responses(
    (status = 204, description = "The address stays as it is"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/email/change")]
pub(crate) async fn cancel_email_change(access: SignedIn, state: State) -> Result<NoContent, ApiError> {
    let (actor, user) = (access.actor(), access.user_id());
    state.db.transaction(async |tx| email_change::cancel(tx, &state.clock, actor, user).await).await?;
    Ok(NoContent)
}
