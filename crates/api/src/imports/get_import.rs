//! `GET /admin/imports/{import}`

use actix_web::{
    get,
    web::{Json, Path},
};
use securecart_db::imports::find_import;
use securecart_domain::ImportId;
use securecart_dto::{Problem, imports::ProductImport};

use super::{answers::product_import, error::ImportsError};
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// The id in a path; what has another form is the id of nothing.
pub(super) fn import_id(path: &str) -> Result<ImportId, ImportsError> {
    path.parse().map_err(|_| ImportsError::NotFound)
}

/// One import, and how far it is.
#[utoipa::path(tag = "imports", operation_id = "get_import", security(("session" = ["read_products"])),
    params(("import" = String, Path, description = "Id of the import")), responses(
    (status = 200, description = "The import", body = ProductImport),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/imports/{import}")]
pub(crate) async fn get_import(
    _access: Allowed<perm::ReadProducts>,
    path: Path<String>,
    state: State,
) -> Result<Json<ProductImport>, ApiError> {
    let id = import_id(&path)?;
    let mut conn = state.db.connection().await?;
    let import = find_import(&mut conn, id).await?.ok_or(ImportsError::NotFound)?;
    Ok(Json(product_import(&mut conn, import).await?))
}
