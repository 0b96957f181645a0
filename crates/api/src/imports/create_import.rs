//! `POST /admin/imports`

use actix_multipart::Multipart;
use actix_web::{HttpResponse, http::header::LOCATION, post};
use securecart_db::imports::find_import;
use securecart_dto::{Problem, imports::ProductImport};

use super::{answers::product_import, error::ImportsError, form::ImportForm, service};
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// A file of products.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form; ImportForm reads it")]
pub(crate) struct NewImportForm {
    /// A CSV file in UTF-8 of at most 128 MiB and 1,000,000 rows.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `securecart` or `shopify`.
    format: String,
    /// `add_and_change`, unless told; with `add`, products that are there are left alone.
    mode: Option<String>,
}

/// Bring a file of products.
///
/// It is checked at once, product by product: `GET /admin/imports/{import}` says how far that is, and
/// `GET /admin/imports/{import}/rows` what would be different. Nothing is changed before it is applied.
#[utoipa::path(tag = "imports", operation_id = "create_import", security(("session" = ["write_products"])),
    request_body(content = NewImportForm, content_type = "multipart/form-data"), responses(
    (status = 201, description = "The import, which is being checked", body = ProductImport),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/imports")]
pub(crate) async fn create_import(
    access: Allowed<perm::WriteProducts>,
    state: State,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let form = ImportForm::read(form).await?;
    let import = state
        .db
        .transaction(async |tx| {
            let id = service::create_import(&access, tx, &state.clock, &form).await?;
            let record = find_import(tx, id).await?.ok_or(ImportsError::NotFound)?;
            Ok::<_, ImportsError>(product_import(tx, record).await?)
        })
        .await?;
    let location = format!("/api/v1/admin/imports/{}", import.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(import))
}
