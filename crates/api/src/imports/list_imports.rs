//! `GET /admin/imports`

use actix_web::{get, web::Json};
use securecart_db::imports;
use securecart_domain::ImportId;
use securecart_dto::{AdminPage, Problem, catalog::ListQuery, imports::ProductImport};

use super::answers::product_imports;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, ValidQuery, page::PageAfter},
    state::State,
};

/// Imports, newest first. They are kept for ninety days.
#[utoipa::path(tag = "imports", operation_id = "list_imports", security(("session" = ["read_products"])),
    params(ListQuery), responses(
    (status = 200, description = "A page of imports and the number of all", body = AdminPage<ProductImport>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/imports")]
pub(crate) async fn list_imports(
    _access: Allowed<perm::ReadProducts>,
    state: State,
    query: ValidQuery<ListQuery, PageAfter<ImportId>>,
) -> Result<Json<AdminPage<ProductImport>>, ApiError> {
    let PageAfter { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = imports::list_imports(&mut conn, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    let items = product_imports(&mut conn, found).await?;
    Ok(Json(AdminPage { items, next_cursor, total }))
}
