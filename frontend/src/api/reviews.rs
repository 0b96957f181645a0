//! What customers think of products.

use securecart_domain::{ProductId, ReviewId};
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{
    ApproveReview, CreateReview, DeleteMyReview, ListAdminReviews, ListMyReviews, ListProductReviews,
    RejectReview, UpdateMyReview,
};
use securecart_dto::reviews::{
    AdminReview, AdminReviewQuery, MyReview, MyReviewQuery, ReviewPage, WriteReviewRequest,
};
use securecart_dto::{AdminPage, Page};

use super::{ApiError, CallHeaders, Client};

/// How many reviews come at a time.
const SOME: u16 = 10;

/// A page of the reviews of a product.
pub async fn list_reviews(
    client: Client,
    product: ProductId,
    cursor: Option<String>,
) -> Result<ReviewPage, ApiError> {
    let query = ListQuery { limit: Some(SOME), cursor };
    client.send::<ListProductReviews>(&[&product.to_string()], &query, &()).await
}

/// The own review of a product, if there is one.
pub async fn find_mine(client: Client, product: ProductId) -> Result<Option<MyReview>, ApiError> {
    let query = MyReviewQuery { product: Some(product), ..MyReviewQuery::default() };
    let page = client.send::<ListMyReviews>(&[], &query, &()).await?;
    Ok(page.items.into_iter().next())
}

/// A page of the own reviews.
pub async fn list_mine(client: Client, cursor: Option<String>) -> Result<Page<MyReview>, ApiError> {
    let query = MyReviewQuery { cursor, ..MyReviewQuery::default() };
    client.send::<ListMyReviews>(&[], &query, &()).await
}

/// Writes a review.
pub async fn create(
    client: Client,
    product: ProductId,
    review: &WriteReviewRequest,
) -> Result<MyReview, ApiError> {
    client.send::<CreateReview>(&[&product.to_string()], &(), review).await
}

/// Changes a review.
pub async fn update(client: Client, id: ReviewId, review: &WriteReviewRequest) -> Result<MyReview, ApiError> {
    client.send::<UpdateMyReview>(&[&id.to_string()], &(), review).await
}

/// Removes a review.
pub async fn delete(client: Client, id: ReviewId) -> Result<(), ApiError> {
    client.send::<DeleteMyReview>(&[&id.to_string()], &(), &()).await
}

/// A page of everybody's reviews, for staff.
pub async fn list_queue(
    client: Client,
    query: &AdminReviewQuery,
) -> Result<AdminPage<AdminReview>, ApiError> {
    client.send::<ListAdminReviews>(&[], query, &()).await
}

/// Lets everybody see a review as it was read, or nobody.
pub async fn decide(client: Client, review: &AdminReview, approve: bool) -> Result<AdminReview, ApiError> {
    let id = review.id.to_string();
    let headers =
        CallHeaders { if_match: Some(format!("\"v{}\"", review.version)), ..CallHeaders::default() };
    let answer = if approve {
        client.send_with::<ApproveReview>(&[&id], &(), &(), &headers).await
    } else {
        client.send_with::<RejectReview>(&[&id], &(), &(), &headers).await
    };
    answer.map(|answer| answer.value)
}
