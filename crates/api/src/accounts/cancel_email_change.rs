//! `DELETE /me/email/change`

use actix_web::delete;
use securecart_db::accounts::address_changes::forget_waiting;
use securecart_dto::Problem;

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
    forget_waiting(&mut *state.db.connection().await?, access.user_id()).await?;
    Ok(NoContent)
}
