//! `GET /me/reviews`

use actix_web::{get, web::Json};
use securecart_db::reviews::list_reviews_for_customer;
use securecart_domain::{ProductId, ReviewId};
use securecart_dto::{
    FieldError, Page, Problem,
    reviews::{MyReview, MyReviewQuery},
};

use super::answers::my_review;
use crate::{
    auth::SignedIn,
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last review's id.
pub(crate) struct MyReviews {
    product: Option<ProductId>,
    after: Option<ReviewId>,
    limit: Limit,
}

impl TryFrom<MyReviewQuery> for MyReviews {
    type Error = Vec<FieldError>;

    fn try_from(query: MyReviewQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { product: query.product, after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// What I think of products, newest first.
#[utoipa::path(tag = "reviews", operation_id = "list_my_reviews", security(("session" = [])), params(MyReviewQuery), responses(
    (status = 200, description = "A page of my reviews", body = Page<MyReview>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/reviews")]
pub(crate) async fn list_my_reviews(
    access: SignedIn,
    state: State,
    query: ValidQuery<MyReviewQuery, MyReviews>,
) -> Result<Json<Page<MyReview>>, ApiError> {
    let MyReviews { product, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let user = access.user_id();
    let found = list_reviews_for_customer(&mut conn, user, product, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(Page { items: found.into_iter().map(my_review).collect(), next_cursor }))
}
