//! `GET /admin/imports/{import}/rows`

use actix_web::{
    get,
    web::{Json, Path},
};
use securecart_db::imports::{find_import, list_import_products};
use securecart_domain::catalog::ImportOutcome;
use securecart_dto::{
    AdminPage, FieldError, Problem,
    imports::{ImportRow, ImportRowQuery},
};

use super::{answers::import_row, error::ImportsError, get_import::import_id};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last product's place in the file.
pub(crate) struct RowPage {
    kind: Option<ImportOutcome>,
    after: Option<u32>,
    limit: Limit,
}

impl TryFrom<ImportRowQuery> for RowPage {
    type Error = Vec<FieldError>;

    fn try_from(query: ImportRowQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { kind: query.kind, after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// The products of an import in the order of its file, with what would be different and what is wrong.
#[utoipa::path(tag = "imports", operation_id = "list_import_rows", security(("session" = ["read_products"])),
    params(("import" = String, Path, description = "Id of the import"), ImportRowQuery), responses(
    (status = 200, description = "A page of products and the number of all that fit", body = AdminPage<ImportRow>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/imports/{import}/rows")]
pub(crate) async fn list_import_rows(
    _access: Allowed<perm::ReadProducts>,
    path: Path<String>,
    state: State,
    query: ValidQuery<ImportRowQuery, RowPage>,
) -> Result<Json<AdminPage<ImportRow>>, ApiError> {
    let (id, RowPage { kind, after, limit }) = (import_id(&path)?, query.into_inner());
    let mut conn = state.db.connection().await?;
    find_import(&mut conn, id).await?.ok_or(ImportsError::NotFound)?;
    let (found, total) = list_import_products(&mut conn, id, kind, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.place);
    let items = found.into_iter().map(import_row).collect();
    Ok(Json(AdminPage { items, next_cursor, total }))
}
