//! `POST /admin/imports/{import}/apply`

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

/// Apply an import that was checked.
///
/// Products are added and changed one by one; what somebody changed since the check is left alone and named. The answer comes at
/// once, the work goes on. An import that brings units into the stock takes `write_inventory` too.
#[utoipa::path(tag = "imports", operation_id = "apply_import", security(("session" = ["write_products"])),
    params(("import" = String, Path, description = "Id of the import")), responses(
    (status = 200, description = "The import, which is being applied", body = ProductImport),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/imports/{import}/apply")]
pub(crate) async fn apply_import(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    state: State,
) -> Result<Json<ProductImport>, ApiError> {
    let id = import_id(&path)?;
    let import = state
        .db
        .transaction(async |tx| {
            let record = service::apply_import(&access, tx, &state.clock, id).await?;
            Ok::<_, ImportsError>(product_import(tx, record).await?)
        })
        .await?;
    Ok(Json(import))
}
