//! Product files as Shopify exports them: one CSV row per variant or further picture, grouped by handle.

mod column;
mod convert;
mod group;
mod html;
mod images;
mod variants;

use std::io::Read;

use securecart_db::Db;
use securecart_domain::Currency;

use self::{column::Header, group::Groups};
use super::{
    ImportError, ImportReport, RowError,
    product::ImportedProduct,
    store::{self, Stored},
};
use crate::adapters::clock::Clock;

/// The largest file in bytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The most rows.
const MAX_ROWS: usize = 100_000;

/// Adds the products of a file and brings those it added before up to date, by their handles. A second run
/// changes nothing. Stock is set when a variant is added and left alone later: since then it has been sold from.
///
/// Prices are taken as amounts of `currency`, since the file names none.
pub async fn import(
    db: &Db,
    clock: &Clock,
    currency: Currency,
    csv: impl Read,
) -> Result<ImportReport, ImportError> {
    let parsed = parse(csv, currency)?;
    let mut report =
        ImportReport { refused: parsed.refused, errors: parsed.errors, ..ImportReport::default() };
    for (line, product) in &parsed.products {
        match db.transaction(async |tx| store::store_product(tx, clock, product).await).await {
            Ok(Stored::Added) => report.added += 1,
            Ok(Stored::Changed) => report.changed += 1,
            Ok(Stored::Unchanged) => report.unchanged += 1,
            Err(store::StoreError::Db(error)) => return Err(error.into()),
            Err(refusal) => {
                report.refused += 1;
                report.errors.push(RowError::row(*line, refusal));
            }
        }
    }
    report.errors.sort_by_key(|error| error.line);
    Ok(report)
}

/// What a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// Products that keep the rules, each with the line it begins on.
    products: Vec<(u64, ImportedProduct)>,
    /// How many others there are.
    refused: usize,
    /// What is wrong with them.
    errors: Vec<RowError>,
}

/// Reads a file. A product with an error in any of its rows is left out as a whole: half a product would be
/// taken for all of it.
pub(crate) fn parse(csv: impl Read, currency: Currency) -> Result<Parsed, ImportError> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES.saturating_add(1);
    let read = csv.take(limit).read_to_end(&mut bytes).map_err(ImportError::Unreadable)?;
    if u64::try_from(read).unwrap_or(u64::MAX) >= limit {
        return Err(ImportError::TooLarge);
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    let header = Header::find(reader.byte_headers().map_err(unreadable)?)?;
    let mut parsed = Parsed::default();
    let mut groups = Groups::default();
    for (index, record) in reader.byte_records().enumerate() {
        if index >= MAX_ROWS {
            return Err(ImportError::TooLarge);
        }
        groups.add(header.row(&record.map_err(unreadable)?), &mut parsed.errors);
    }
    for group in groups.into_list() {
        match convert::product(&group, currency) {
            Ok(product) => parsed.products.push((group.line(), product)),
            Err(errors) => {
                parsed.refused += 1;
                parsed.errors.extend(errors);
            }
        }
    }
    Ok(parsed)
}

fn unreadable(error: csv::Error) -> ImportError {
    ImportError::Unreadable(std::io::Error::from(error))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADER: &str = "Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant Price,Image Src\n";

    fn read(rows: &str) -> Parsed {
        parse(format!("{HEADER}{rows}").as_bytes(), Currency::Usd).unwrap()
    }

    #[test]
    fn a_file_of_another_kind_is_refused_by_name() {
        for text in ["", "id,name\n1,Mug\n", "{\"products\": []}", "\u{feff}\n"] {
            let error = parse(text.as_bytes(), Currency::Usd).unwrap_err();
            assert!(error.to_string().contains("no column Handle"), "{error}");
        }
    }

    #[test]
    fn a_product_with_an_error_is_left_out_as_a_whole() {
        let parsed = read("mug,Mug,,,Size,S,10,\nmug,,,,,M,1O,\njug,Jug,,,Title,Default Title,5,\n");
        assert_eq!((parsed.products.len(), parsed.refused), (1, 1));
        assert_eq!(parsed.errors, [RowError::cell(3, "Variant Price", "an amount looks like 12 or 12.50")]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let parsed = parse(bytes.as_slice(), Currency::Usd);
            prop_assert!(parsed.is_err() || parsed.is_ok());
        }

        #[test]
        fn arbitrary_rows_never_panic(rows in "([a-b],|[ -~]{0,20},|\"|\n|<p>|</li>|&amp;|[0-9.]{1,6},|,){0,120}") {
            let parsed = parse(format!("{HEADER}{rows}").as_bytes(), Currency::Usd).unwrap();
            for (_, product) in &parsed.products {
                prop_assert!(!product.variants.is_empty());
            }
        }
    }
}
