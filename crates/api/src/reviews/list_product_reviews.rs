//! `GET /products/{product}/reviews`

use actix_web::{get, web::Path};
use securecart_db::{
    catalog::{ProductKey, find_active_product_id},
    reviews::{count_stars, list_reviews_for_product},
};
use securecart_domain::ReviewId;
use securecart_dto::{Problem, catalog::ListQuery, reviews::ReviewPage};

use super::{
    ReviewError,
    answers::{review, spread},
};
use crate::{
    auth::Browsing,
    catalog::{Answer, Question, product_key},
    http::{ApiError, ValidQuery, etag::CachedBody, page::PageAfter},
    state::State,
};

/// What customers think of a product, newest first.
///
/// Only what staff have approved. Titles and texts are plain text: show them as such.
#[utoipa::path(tag = "reviews", operation_id = "list_product_reviews", security(()),
    params(("product" = String, Path, description = "Slug or id"), ListQuery), responses(
    (status = 200, description = "A page of reviews, and what all of them come to", body = ReviewPage),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/products/{product}/reviews")]
pub(crate) async fn list_product_reviews(
    _access: Browsing,
    path: Path<String>,
    state: State,
    query: ValidQuery<ListQuery, PageAfter<ReviewId>>,
) -> Result<CachedBody, ApiError> {
    let (key, page) = (product_key(&path).ok_or(ReviewError::NotFound)?, query.into_inner());
    let question = Question::Reviews(key.clone(), page.after, page.limit);
    let make = async { Answer::of(&reviews(&state, &key, page).await?) };
    Ok(state.window.answer(&state.db, question, make).await?.body)
}

async fn reviews(state: &State, key: &ProductKey, page: PageAfter<ReviewId>) -> Result<ReviewPage, ApiError> {
    let PageAfter { after, limit } = page;
    let mut conn = state.db.connection().await?;
    let product = find_active_product_id(&mut conn, key).await?.ok_or(ReviewError::NotFound)?;
    let found = list_reviews_for_product(&mut conn, product, after, limit.get() + 1).await?;
    let (rating, histogram) = spread(count_stars(&mut conn, product).await?);
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(ReviewPage { items: found.into_iter().map(review).collect(), next_cursor, rating, histogram })
}
