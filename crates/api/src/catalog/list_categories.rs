//! `GET /categories`

use actix_web::get;
use securecart_db::catalog::{self, CategoryRecord};
use securecart_dto::{Page, Problem, catalog::Category};

use super::window::{Answer, Question};
use crate::{
    auth::Browsing,
    http::{ApiError, etag::CachedBody},
    state::State,
};

/// All categories, with the number of products in and below each.
///
/// Each is followed by those that lie in it. A shop has few of them: they all come on one page.
#[utoipa::path(tag = "catalog", operation_id = "list_categories", security(()), responses(
    (status = 200, description = "The categories in the order of the shop", body = Page<Category>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/categories")]
pub(crate) async fn list_categories(_access: Browsing, state: State) -> Result<CachedBody, ApiError> {
    let make = async {
        let mut conn = state.db.connection().await?;
        let categories = catalog::list_categories(&mut conn).await?;
        Answer::of(&Page { items: categories.into_iter().map(category).collect(), next_cursor: None })
    };
    Ok(state.window.answer(&state.db, Question::Categories, make).await?.body)
}

fn category(record: CategoryRecord) -> Category {
    Category {
        id: record.id,
        parent_id: record.parent_id,
        slug: record.slug,
        name: record.name,
        description: record.description,
        image_url: record.image_url,
        product_count: record.product_count,
    }
}
