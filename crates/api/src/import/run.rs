//! The import of a whole file at once, as the command line does it.

use std::io::Read;

use securecart_db::Db;
use securecart_domain::{Currency, catalog::ProductFileFormat};

use super::{
    ImportError, ImportReport, RowError,
    file::ProductFile,
    store::{self, Stored},
};
use crate::{adapters::clock::Clock, auth::Actor};

/// Adds the products of a file and brings those that are there up to date. A second run changes nothing. Stock is set
/// when a variant is added and left alone later: since then it has been sold from.
///
/// Prices are taken as amounts of `currency` where the file names none.
pub async fn import(
    db: &Db,
    clock: &Clock,
    (format, currency): (ProductFileFormat, Currency),
    csv: impl Read,
) -> Result<ImportReport, ImportError> {
    let file = ProductFile::read(csv, format, currency)?;
    let mut report = ImportReport::default();
    for read in file.items() {
        let product = match read.product {
            Ok(product) => product,
            Err(errors) => {
                report.refused += usize::from(!read.is_stray);
                report.errors.extend(errors);
                continue;
            }
        };
        let actor = Actor::system();
        match db.transaction(async |tx| store::store_product(tx, clock, &actor, &product).await).await {
            Ok(Stored::Added) => report.added += 1,
            Ok(Stored::Changed) => report.changed += 1,
            Ok(Stored::Unchanged) => report.unchanged += 1,
            Err(store::StoreError::Db(error)) => return Err(error.into()),
            Err(refusal) => {
                report.refused += 1;
                report.errors.push(RowError::row(read.line, &refusal).coded(refusal.code()));
            }
        }
    }
    report.errors.sort_by_key(|error| error.line);
    Ok(report)
}
