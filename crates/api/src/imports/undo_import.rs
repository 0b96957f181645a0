//! `POST /admin/imports/{import}/undo`

use actix_web::{
    post,
    web::{Json, Path},
};
use securecart_dto::{Problem, imports::ProductImport};

use super::{answers::product_import, error::ImportsError, get_import::import_id, service};
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// Undo an import that was applied.
///
/// What it changed becomes what it was before, unless it was changed again since. Products that it added are removed, or, where
/// the books speak of them, taken out of the shop. The answer comes at once, the work goes on.
#[utoipa::path(tag = "imports", operation_id = "undo_import", security(("session" = ["write_products"])),
    params(("import" = String, Path, description = "Id of the import")), responses(
    (status = 200, description = "The import, which is being undone", body = ProductImport),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/imports/{import}/undo")]
pub(crate) async fn undo_import(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    state: State,
) -> Result<Json<ProductImport>, ApiError> {
    let id = import_id(&path)?;
    let import = state
        .db
        .transaction(async |tx| {
            let record = service::undo_import(&access, tx, &state.clock, id).await?;
            Ok::<_, ImportsError>(product_import(tx, record).await?)
        })
        .await?;
    Ok(Json(import))
}
