//! Files of products, out of the shop and into it.

use chrono::{DateTime, Utc};
use securecart_domain::{
    ImportId, ProductId,
    catalog::{ImportMode, ImportOutcome, ImportStatus, ProductFileFormat, UndoOutcome},
};
use serde::{Deserialize, Serialize};

/// Which file of products to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ExportProductsQuery {
    /// How it is written; `securecart`, which loses nothing, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<ProductFileFormat>,
}

/// An import of a file of products, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductImport {
    /// Its id.
    pub id: ImportId,
    /// How far it is.
    pub status: ImportStatus,
    /// How the file is written.
    pub format: ProductFileFormat,
    /// What becomes of products that are there already.
    pub mode: ImportMode,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub size_bytes: u64,
    /// The file's rows; none as long as nobody has looked.
    pub rows: Option<u32>,
    /// The file's products, rows that belong to none included; none as long as nobody has looked.
    pub products: Option<u32>,
    /// How many of them are done in the step that runs: checking, applying or undoing.
    pub done: u32,
    /// What applying would do, as the check found out.
    pub checked: ImportCounts,
    /// What applying did.
    pub applied: ImportCounts,
    /// What undoing did.
    pub undone: UndoneCounts,
    /// Pictures that the file names by addresses elsewhere.
    #[serde(default)]
    pub pictures: ImportPictures,
    /// Whether it brings units into the stock; applying and undoing it then takes `write_inventory` too.
    pub moves_stock: bool,
    /// What an import does with stock, in a sentence.
    pub stock_note: String,
    /// Why there is nothing to be applied.
    pub failure: Option<String>,
    /// When the file was brought.
    pub created_at: DateTime<Utc>,
    /// When the check was done.
    pub checked_at: Option<DateTime<Utc>>,
    /// When applying was done.
    pub applied_at: Option<DateTime<Utc>>,
    /// When undoing was done.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Products of an import by what becomes, or became, of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCounts {
    /// New ones.
    pub added: u64,
    /// Those of which something changes.
    pub changed: u64,
    /// Those that stay as they are.
    pub unchanged: u64,
    /// Those that something is wrong with.
    pub refused: u64,
}

/// Pictures from elsewhere of an import's products, as they are now; the shop fetches them after applying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPictures {
    /// Still to be fetched.
    pub waiting: u64,
    /// There.
    pub fetched: u64,
    /// Given up; the product says why.
    pub failed: u64,
}

/// Products of an import by what undoing it did with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoneCounts {
    /// As they were before.
    pub restored: u64,
    /// Gone again.
    pub removed: u64,
    /// Drafts now: their stock is in the books.
    pub hidden: u64,
    /// Discontinued: somebody ordered them.
    pub discontinued: u64,
    /// Left as they are: they were changed again since the import.
    pub kept: u64,
}

/// Which products of an import to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ImportRowQuery {
    /// Only those that the check found to be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ImportOutcome>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A product of an import, or a row that belongs to none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// The line of the file on which it begins; the header is line 1.
    pub line: u64,
    /// The handle or slug that its rows have.
    pub key: String,
    /// Its name in the file.
    pub name: String,
    /// What applying would do.
    pub kind: ImportOutcome,
    /// What would be different.
    pub differences: Vec<ImportDifference>,
    /// What is wrong with it.
    pub errors: Vec<ImportRowError>,
    /// What applying did.
    pub outcome: Option<ImportOutcome>,
    /// What undoing did.
    pub undo: Option<UndoOutcome>,
    /// The product in the shop, once it was applied.
    pub product_id: Option<ProductId>,
}

/// A field that would say something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportDifference {
    /// The field's name, such as `price`.
    pub field: String,
    /// The option values of the variant that it belongs to, empty for the only one; none for fields of the product.
    pub variant: Option<String>,
    /// What it says now; long texts are cut.
    pub before: Option<String>,
    /// What it would say; long texts are cut.
    pub after: Option<String>,
}

/// Something that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowError {
    /// The line of the file.
    pub line: u64,
    /// The column to look at.
    pub column: Option<String>,
    /// A word for it.
    pub code: String,
    /// What is wrong, in words.
    pub detail: String,
}
