//! A file of products, read as a whole before anything is stored.

use std::{
    collections::HashMap,
    io::{self, Read},
};

use securecart_domain::{
    Currency,
    catalog::{ProductFileFormat, Sku},
};

use super::{ImportError, RowError, own, product::ImportedProduct, shopify};

/// The largest file in bytes: 128 MiB, as a catalogue of 100,000 products with a page of text each comes to.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;
/// The most rows.
pub(super) const MAX_ROWS: usize = 1_000_000;

/// What a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its rows, the header not counted.
    pub rows: usize,
    /// Its products, in the order in which they begin.
    pub products: Vec<ReadProduct>,
    /// Rows that belong to no product, each with its line.
    pub stray: Vec<(u64, Vec<RowError>)>,
}

/// A product of a file. One with an error in any of its rows is refused as a whole: half a product would be taken for
/// all of it.
#[derive(Debug, PartialEq, Eq)]
pub struct ReadProduct {
    /// The line it begins on; the header is line 1.
    pub line: u64,
    /// What its rows are grouped by.
    pub key: String,
    /// Its name, as it stands there.
    pub name: String,
    /// The product, or everything that is wrong with it.
    pub product: Result<ImportedProduct, Vec<RowError>>,
}

/// Reads a file of at most 128 MiB and 1,000,000 rows. Prices are taken as amounts of `currency` where the file names none.
pub fn parse(csv: impl Read, format: ProductFileFormat, currency: Currency) -> Result<Parsed, ImportError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    csv.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ImportError::Unreadable)?;
    parse_bytes(&bytes, format, currency)
}

/// The same for a file that is in memory already.
pub fn parse_bytes(
    bytes: &[u8],
    format: ProductFileFormat,
    currency: Currency,
) -> Result<Parsed, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let mut parsed = match format {
        ProductFileFormat::Securecart => own::parse(bytes, currency)?,
        ProductFileFormat::Shopify => shopify::parse(bytes, currency)?,
    };
    refuse_repeated_skus(&mut parsed.products);
    Ok(parsed)
}

/// A code names one variant of the shop; of two products of a file that claim it, the first one has it.
fn refuse_repeated_skus(products: &mut [ReadProduct]) {
    let mut owners: HashMap<String, u64> = HashMap::new();
    for read in products {
        let Ok(product) = &read.product else { continue };
        let skus = || product.variants.iter().filter_map(|variant| variant.sku.as_ref());
        let mut own: Vec<&str> = Vec::new();
        let mut errors = Vec::new();
        for sku in skus().map(Sku::as_str) {
            let message = match owners.get(sku) {
                Some(line) => format!("the product on line {line} has the SKU {sku} already"),
                None if own.contains(&sku) => format!("two of its variants have the SKU {sku}"),
                None => {
                    own.push(sku);
                    continue;
                }
            };
            errors.push(RowError::row(read.line, message).coded("sku_repeated"));
        }
        if errors.is_empty() {
            owners.extend(skus().map(|sku| (sku.to_string(), read.line)));
        } else {
            read.product = Err(errors);
        }
    }
}

pub(super) fn unreadable(error: csv::Error) -> ImportError {
    ImportError::Unreadable(io::Error::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_refused_before_it_is_read() {
        for format in [ProductFileFormat::Securecart, ProductFileFormat::Shopify] {
            let read = |bytes: &[u8]| parse(bytes, format, Currency::Usd);
            assert!(matches!(read(&vec![b'\n'; MAX_BYTES]), Err(ImportError::OtherFormat { .. })));
            assert!(matches!(read(&vec![b'\n'; MAX_BYTES + 1]), Err(ImportError::TooLarge)));
        }
    }
}
