//! From what the database knows to what the API tells.

use std::collections::BTreeMap;

use securecart_db::{
    Conn, DbError,
    imports::{ImportProduct, ImportRecord, ImportTally, PictureCounts, tally_imports},
};
use securecart_domain::catalog::{ImportOutcome, UndoOutcome};
use securecart_dto::imports::{ImportCounts, ImportPictures, ImportRow, ProductImport, UndoneCounts};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What an import does with stock.
const STOCK_NOTE: &str =
    "Stock is set for products and variants that are new. What is there already keeps its count.";

/// An import with its counts.
pub(super) async fn product_import(conn: &mut Conn, import: ImportRecord) -> Result<ProductImport, DbError> {
    let mut tallies = tally_imports(conn, &[import.id]).await?;
    let tally = tallies.remove(&import.id).unwrap_or_default();
    Ok(told(import, &tally))
}

/// Imports with their counts.
pub(super) async fn product_imports(
    conn: &mut Conn,
    imports: Vec<ImportRecord>,
) -> Result<Vec<ProductImport>, DbError> {
    let ids: Vec<_> = imports.iter().map(|import| import.id).collect();
    let mut tallies = tally_imports(conn, &ids).await?;
    let with_counts = imports.into_iter().map(|import| {
        let tally = tallies.remove(&import.id).unwrap_or_default();
        told(import, &tally)
    });
    Ok(with_counts.collect())
}

fn told(import: ImportRecord, tally: &ImportTally) -> ProductImport {
    ProductImport {
        id: import.id,
        status: import.status,
        format: import.format,
        mode: import.mode,
        file_name: import.file_name,
        size_bytes: import.size_bytes,
        rows: import.rows,
        products: import.products,
        done: import.done,
        checked: import_counts(&tally.checked),
        applied: import_counts(&tally.applied),
        undone: undone_counts(&tally.undone),
        pictures: import_pictures(tally.pictures),
        moves_stock: import.moves_stock,
        stock_note: STOCK_NOTE.to_owned(),
        failure: import.failure,
        created_at: import.created_at,
        checked_at: import.checked_at,
        applied_at: import.applied_at,
        undone_at: import.undone_at,
    }
}

fn import_pictures(counts: PictureCounts) -> ImportPictures {
    let PictureCounts { waiting, fetched, failed } = counts;
    ImportPictures { waiting, fetched, failed }
}

fn import_counts(counts: &BTreeMap<ImportOutcome, u64>) -> ImportCounts {
    let of = |outcome| counts.get(&outcome).copied().unwrap_or(0);
    ImportCounts {
        added: of(ImportOutcome::Added),
        changed: of(ImportOutcome::Changed),
        unchanged: of(ImportOutcome::Unchanged),
        refused: of(ImportOutcome::Refused),
    }
}

fn undone_counts(counts: &BTreeMap<UndoOutcome, u64>) -> UndoneCounts {
    let of = |outcome| counts.get(&outcome).copied().unwrap_or(0);
    UndoneCounts {
        restored: of(UndoOutcome::Restored),
        removed: of(UndoOutcome::Removed),
        hidden: of(UndoOutcome::Hidden),
        discontinued: of(UndoOutcome::Discontinued),
        kept: of(UndoOutcome::Kept),
    }
}

/// A product of an import.
pub(super) fn import_row(product: ImportProduct) -> ImportRow {
    ImportRow {
        line: product.line,
        key: product.key,
        name: product.name,
        kind: product.kind,
        differences: list(product.differences),
        errors: list(product.errors),
        outcome: product.outcome,
        undo: product.undo,
        product_id: product.product_id,
    }
}

/// What the check wrote itself; an older form of it tells nothing.
fn list<T: DeserializeOwned>(value: Value) -> Vec<T> {
    serde_json::from_value(value).unwrap_or_default()
}
