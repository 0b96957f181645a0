//! `POST /admin/reviews/{review}/reject`

use actix_web::post;
use securecart_domain::ReviewId;
use securecart_dto::{Problem, reviews::AdminReview};

use super::{answers::admin_review, service};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError,
        etag::{IfMatch, Tagged},
        path::PathId,
    },
    state::State,
};

/// Do not show a review.
///
/// Its author sees that, and may change it; then it waits again.
#[utoipa::path(tag = "reviews", operation_id = "reject_review", security(("session" = ["write_products"])),
    params(("review" = ReviewId, Path),
        ("If-Match" = String, Header, description = "The version that was read, such as `\"v1\"`")), responses(
    (status = 200, description = "The review, which nobody else sees", body = AdminReview),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/reviews/{review}/reject")]
pub(crate) async fn reject_review(
    access: Allowed<perm::WriteProducts>,
    path: PathId<ReviewId>,
    if_match: IfMatch,
    state: State,
) -> Result<Tagged<AdminReview>, ApiError> {
    let id = path.into_inner();
    let decided = state
        .db
        .transaction(async |tx| service::decide(&access, tx, &state.clock, id, &if_match, false).await)
        .await?;
    let version = decided.version;
    Ok(Tagged::new(admin_review(decided), version))
}
