//! `PUT /me/reviews/{review}`

use actix_web::{put, web::Json};
use securecart_domain::ReviewId;
use securecart_dto::{
    Problem,
    reviews::{MyReview, WriteReviewRequest},
};

use super::{answers::my_review, service, wish::Wish};
use crate::{
    auth::SignedIn,
    http::{ApiError, Valid, path::PathId},
    state::State,
};

/// Change a review of mine.
///
/// It is replaced as a whole, and waits for staff again.
#[utoipa::path(tag = "reviews", operation_id = "update_my_review", security(("session" = [])),
    params(("review" = ReviewId, Path)), request_body = WriteReviewRequest, responses(
    (status = 200, description = "The review as it is now", body = MyReview),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/me/reviews/{review}")]
pub(crate) async fn update_my_review(
    access: SignedIn,
    path: PathId<ReviewId>,
    state: State,
    body: Valid<WriteReviewRequest, Wish>,
) -> Result<Json<MyReview>, ApiError> {
    let (id, wish) = (path.into_inner(), body.into_inner());
    let changed = state
        .db
        .transaction(async |tx| {
            let (actor, user) = (access.actor(), access.user_id());
            service::update_review(tx, &state.clock, actor, user, id, &wish.0).await
        })
        .await?;
    Ok(Json(my_review(changed)))
}
