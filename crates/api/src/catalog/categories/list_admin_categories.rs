//! `GET /admin/categories`

use actix_web::{get, web::Json};
use securecart_db::catalog::list_categories_any;
use securecart_dto::{AdminPage, Problem, categories::AdminCategory};

use super::admin_category;
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// All categories, also those without products.
///
/// They come on one page, each followed by those that lie in it.
#[utoipa::path(tag = "catalog", operation_id = "list_admin_categories", security(("session" = ["read_products"])), responses(
    (status = 200, description = "All of them; a shop has at most a thousand", body = AdminPage<AdminCategory>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/categories")]
pub(crate) async fn list_admin_categories(
    _access: Allowed<perm::ReadProducts>,
    state: State,
) -> Result<Json<AdminPage<AdminCategory>>, ApiError> {
    let mut conn = state.db.connection().await?;
    let all = list_categories_any(&mut conn).await?;
    let items: Vec<AdminCategory> = all.iter().map(|record| admin_category(&all, record)).collect();
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Ok(Json(AdminPage { items, next_cursor: None, total }))
}
