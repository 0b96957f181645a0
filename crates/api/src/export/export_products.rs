//! `GET /admin/exports/products`

use actix_web::{HttpResponse, get, http::header::CONTENT_DISPOSITION, web::Bytes};
use futures_util::stream;
use securecart_domain::catalog::ProductFileFormat;
use securecart_dto::{FieldError, Problem, imports::ExportProductsQuery};
use serde_json::json;

use super::{Export, ExportError};
use crate::{
    audit::{self, Entry, Outcome},
    auth::{Allowed, Fresh, perm},
    http::{ApiError, ValidQuery},
    state::State,
};

/// A file to be written.
pub(crate) struct Wanted(ProductFileFormat);

impl TryFrom<ExportProductsQuery> for Wanted {
    type Error = Vec<FieldError>;

    fn try_from(query: ExportProductsQuery) -> Result<Self, Vec<FieldError>> {
        Ok(Self(query.format.unwrap_or(ProductFileFormat::Securecart)))
    }
}

/// Every product as a file.
///
/// The file of the format `securecart` has everything that the shop knows of its products; imported again it changes
/// nothing. It comes in pieces, so that one that breaks off is no complete file: an import of it would still change
/// nothing that is not in it. What a spreadsheet would take for a formula begins with an apostrophe, which an import takes
/// away again. Taking all prices and stock away is something that the owner of the account has to have confirmed within ten minutes
/// (ASVS 7.5.3), and is an entry of the audit log.
#[utoipa::path(tag = "imports", operation_id = "export_products", security(("session" = ["read_products"])),
    params(ExportProductsQuery), responses(
    (status = 200, description = "The file", body = String, content_type = "text/csv"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/exports/products")]
pub(crate) async fn export_products(
    access: Allowed<perm::ReadProducts>,
    _fresh: Fresh,
    state: State,
    query: ValidQuery<ExportProductsQuery, Wanted>,
) -> Result<HttpResponse, ApiError> {
    let Wanted(format) = query.into_inner();
    note_export(&access, &state, format).await?;
    let mut export = Export::new(state.db.clone(), format, state.config.http.public_url.clone());
    // The first piece comes before the answer begins: what fails here is still told as a problem.
    let first = export.next().await.map_err(ApiError::internal)?.unwrap_or_default();
    let rest = stream::try_unfold((Some(first), export), |(first, mut export)| async move {
        let piece = match first {
            Some(first) => Some(first),
            None => {
                export.next().await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?
            }
        };
        Ok::<_, ExportError>(piece.map(|piece| (Bytes::from(piece), (None, export))))
    });
    let name = format!("attachment; filename=\"products-{format}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((CONTENT_DISPOSITION, name))
        .streaming(rest))
}

/// Who takes the catalogue out of the house is in the audit log.
async fn note_export(
    access: &Allowed<perm::ReadProducts>,
    state: &State,
    format: ProductFileFormat,
) -> Result<(), ApiError> {
    let entry = Entry {
        event: "products_exported",
        object_kind: "catalog",
        object_key: "products".to_owned(),
        outcome: Outcome::Success,
        detail: json!({ "format": format }),
    };
    let now = state.clock.now();
    state
        .db
        .transaction(async |tx| {
            Ok::<_, ApiError>(audit::record(tx, now, access.actor(), entry.clone()).await?)
        })
        .await
}
