//! `POST /products/{product}/reviews`

use actix_web::{post, web::Path};
use securecart_dto::{
    Problem,
    reviews::{MyReview, WriteReviewRequest},
};

use super::{ReviewError, answers::my_review, service, wish::Wish};
use crate::{
    auth::SignedIn,
    catalog::product_key,
    http::{ApiError, Created, Valid},
    state::State,
};

/// Say what I think of a product.
///
/// One review for each product; it can be changed and removed below `/me/reviews`. Others see it once staff have approved
/// it, without a name.
#[utoipa::path(tag = "reviews", operation_id = "create_review", security(("session" = [])),
    params(("product" = String, Path, description = "Slug or id")), request_body = WriteReviewRequest, responses(
    (status = 201, description = "The review, which waits for staff", body = MyReview),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/products/{product}/reviews")]
pub(crate) async fn create_review(
    access: SignedIn,
    path: Path<String>,
    state: State,
    body: Valid<WriteReviewRequest, Wish>,
) -> Result<Created<MyReview>, ApiError> {
    let (key, wish) = (product_key(&path).ok_or(ReviewError::NotFound)?, body.into_inner());
    let written = state
        .db
        .transaction(async |tx| {
            let (actor, user) = (access.actor(), access.user_id());
            service::create_review(tx, &state.clock, actor, user, &key, &wish.0).await
        })
        .await?;
    Ok(Created::at(format!("/api/v1/me/reviews/{}", written.id), my_review(written)))
}
