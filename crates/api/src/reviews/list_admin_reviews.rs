//! `GET /admin/reviews`

use actix_web::{get, web::Json};
use securecart_db::reviews::list_reviews_any;
use securecart_domain::{ReviewId, reviews::ReviewStatus};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    reviews::{AdminReview, AdminReviewQuery},
};

use super::answers::admin_review;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last review's id.
pub(crate) struct ReviewQueue {
    status: Option<ReviewStatus>,
    after: Option<ReviewId>,
    limit: Limit,
}

impl TryFrom<AdminReviewQuery> for ReviewQueue {
    type Error = Vec<FieldError>;

    fn try_from(query: AdminReviewQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { status: query.status, after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// What customers think of products: those that wait oldest first, all others newest first.
#[utoipa::path(tag = "reviews", operation_id = "list_admin_reviews", security(("session" = ["read_products"])),
    params(AdminReviewQuery), responses(
    (status = 200, description = "A page of reviews and the number of all that fit", body = AdminPage<AdminReview>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/reviews")]
pub(crate) async fn list_admin_reviews(
    _access: Allowed<perm::ReadProducts>,
    state: State,
    query: ValidQuery<AdminReviewQuery, ReviewQueue>,
) -> Result<Json<AdminPage<AdminReview>>, ApiError> {
    let ReviewQueue { status, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = list_reviews_any(&mut conn, status, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(AdminPage { items: found.into_iter().map(admin_review).collect(), next_cursor, total }))
}
