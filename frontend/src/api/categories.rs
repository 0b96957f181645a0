//! Categories, as staff keep them.

use securecart_dto::categories::{AdminCategory, NewCategoryRequest, UpdateCategoryRequest};
use securecart_dto::endpoint::{CreateCategory, DeleteCategory, ListAdminCategories, UpdateCategory};

use super::{ApiError, CallHeaders, Client, random_key};

/// All categories, each followed by those that lie in it.
pub async fn list_categories(client: Client) -> Result<Vec<AdminCategory>, ApiError> {
    client.send::<ListAdminCategories>(&[], &(), &()).await.map(|page| page.items)
}

/// Adds a category.
pub async fn create_category(
    client: Client,
    category: &NewCategoryRequest,
) -> Result<AdminCategory, ApiError> {
    let once = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    client.send_with::<CreateCategory>(&[], &(), category, &once).await.map(|made| made.value)
}

/// Changes or moves a category, if it still is as the reader saw it.
pub async fn update_category(
    client: Client,
    seen: &AdminCategory,
    change: &UpdateCategoryRequest,
) -> Result<AdminCategory, ApiError> {
    let id = seen.id.to_string();
    client.send_with::<UpdateCategory>(&[&id], &(), change, &as_seen(seen)).await.map(|made| made.value)
}

/// Removes a category, if it still is as the reader saw it.
pub async fn delete_category(client: Client, seen: &AdminCategory) -> Result<(), ApiError> {
    client.send_with::<DeleteCategory>(&[&seen.id.to_string()], &(), &(), &as_seen(seen)).await.map(drop)
}

fn as_seen(seen: &AdminCategory) -> CallHeaders {
    CallHeaders { if_match: Some(format!("\"v{}\"", seen.version)), ..CallHeaders::default() }
}
