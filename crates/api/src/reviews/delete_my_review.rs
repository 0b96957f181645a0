//! `DELETE /me/reviews/{review}`

use actix_web::delete;
use securecart_domain::ReviewId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Remove a review of mine.
#[utoipa::path(tag = "reviews", operation_id = "delete_my_review", security(("session" = [])),
    params(("review" = ReviewId, Path)), responses(
    (status = 204, description = "It is gone"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/reviews/{review}")]
pub(crate) async fn delete_my_review(
    access: SignedIn,
    path: PathId<ReviewId>,
    state: State,
) -> Result<NoContent, ApiError> {
    let id = path.into_inner();
    let removed = state.db.transaction(async |tx| {
        service::delete_review(tx, &state.clock, access.actor(), access.user_id(), id).await
    });
    removed.await?;
    Ok(NoContent)
}
