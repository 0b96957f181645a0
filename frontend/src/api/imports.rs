//! Files of products, out of the shop and into it.

use securecart_domain::catalog::{ImportMode, ProductFileFormat};
use securecart_dto::AdminPage;
use securecart_dto::catalog::ListQuery;
use securecart_dto::endpoint::{
    ApplyImport, CreateImport, ExportProducts, GetImport, ListImportRows, ListImports, UndoImport,
};
use securecart_dto::imports::{ExportProductsQuery, ImportRow, ImportRowQuery, ProductImport};
use web_sys::{File, FormData};

use super::{ApiError, CallHeaders, Client, random_key};

/// All products as the text of a file.
pub async fn export_products(client: Client, format: ProductFileFormat) -> Result<String, ApiError> {
    let query = ExportProductsQuery { format: Some(format) };
    client.fetch_file::<ExportProducts>(&[], &query).await
}

/// Imports, newest first.
pub async fn list_imports(client: Client, query: &ListQuery) -> Result<AdminPage<ProductImport>, ApiError> {
    client.send::<ListImports>(&[], query, &()).await
}

/// Brings a file, which is checked.
pub async fn create_import(
    client: Client,
    file: &File,
    format: ProductFileFormat,
    mode: ImportMode,
) -> Result<ProductImport, ApiError> {
    let form = FormData::new().map_err(|_| ApiError::Unreadable)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| ApiError::Unreadable)?;
    for (name, word) in [("format", format.as_str()), ("mode", mode.as_str())] {
        form.append_with_str(name, word).map_err(|_| ApiError::Unreadable)?;
    }
    let once = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    Ok(client.send_form::<CreateImport>(&[], form, &once).await?.value)
}

/// One import. Takes the id as it stands in the address; the server judges it.
pub async fn get_import(client: Client, import: &str) -> Result<ProductImport, ApiError> {
    client.send::<GetImport>(&[import], &(), &()).await
}

/// Products of an import.
pub async fn list_import_rows(
    client: Client,
    import: &str,
    query: &ImportRowQuery,
) -> Result<AdminPage<ImportRow>, ApiError> {
    client.send::<ListImportRows>(&[import], query, &()).await
}

/// Lets an import be applied.
pub async fn apply_import(client: Client, import: &str) -> Result<ProductImport, ApiError> {
    client.send::<ApplyImport>(&[import], &(), &()).await
}

/// Lets an import be undone.
pub async fn undo_import(client: Client, import: &str) -> Result<ProductImport, ApiError> {
    client.send::<UndoImport>(&[import], &(), &()).await
}
