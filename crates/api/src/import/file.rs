//! A file of products. Where each of them stands is found before anything is stored; what it says is read when it is its
//! turn, so that a file takes little more memory than its bytes.

use std::io::{self, Read};

use securecart_domain::{Currency, catalog::ProductFileFormat};

use super::{ImportError, RowError, own, places::Places, product::ImportedProduct, shopify};

/// The largest file in bytes: 128 MiB, as a catalogue of 100,000 products with a page of text each comes to.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;
/// The most rows.
pub(super) const MAX_ROWS: usize = 1_000_000;

/// A file whose products are known by their places, from 0 on, in the order in which they begin.
pub struct ProductFile {
    layout: KnownLayout,
}

enum KnownLayout {
    Securecart(Places<own::Header>),
    Shopify(Places<shopify::Header>),
}

/// A product of a file, or a row that belongs to none. One with an error in any of its rows is refused as a whole: half a
/// product would be taken for all of it.
#[derive(Debug, PartialEq, Eq)]
pub struct ReadItem {
    /// The line it begins on; the header is line 1.
    pub line: u64,
    /// What its rows are grouped by.
    pub key: String,
    /// Its name, as it stands there.
    pub name: String,
    /// Whether it is a row that belongs to no product.
    pub is_stray: bool,
    /// The product, or everything that is wrong with it.
    pub product: Result<ImportedProduct, Vec<RowError>>,
}

impl ProductFile {
    /// Reads a file of at most 128 MiB and 1,000,000 rows. Prices are taken as amounts of `currency` where the file names
    /// none.
    pub fn read(csv: impl Read, format: ProductFileFormat, currency: Currency) -> Result<Self, ImportError> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
        csv.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ImportError::Unreadable)?;
        Self::of(bytes, format, currency)
    }

    /// The same for a file that is in memory already.
    pub fn of(bytes: Vec<u8>, format: ProductFileFormat, currency: Currency) -> Result<Self, ImportError> {
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::TooLarge);
        }
        let layout = match format {
            ProductFileFormat::Securecart => KnownLayout::Securecart(Places::find(bytes, currency)?),
            ProductFileFormat::Shopify => KnownLayout::Shopify(Places::find(bytes, currency)?),
        };
        Ok(Self { layout })
    }

    /// Its rows, the header not counted.
    pub fn rows(&self) -> usize {
        match &self.layout {
            KnownLayout::Securecart(places) => places.rows(),
            KnownLayout::Shopify(places) => places.rows(),
        }
    }

    /// How many products it has; each row that belongs to none counts as one.
    pub fn len(&self) -> usize {
        match &self.layout {
            KnownLayout::Securecart(places) => places.len(),
            KnownLayout::Shopify(places) => places.len(),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands at that place; `None` behind the last one.
    pub fn item(&self, place: usize) -> Option<ReadItem> {
        match &self.layout {
            KnownLayout::Securecart(places) => places.item(place),
            KnownLayout::Shopify(places) => places.item(place),
        }
    }

    /// Everything in it, one after the other.
    pub fn items(&self) -> impl Iterator<Item = ReadItem> {
        (0..self.len()).filter_map(|place| self.item(place))
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
            let read = |bytes| ProductFile::of(bytes, format, Currency::Usd);
            assert!(matches!(read(vec![b'\n'; MAX_BYTES]), Err(ImportError::OtherFormat { .. })));
            assert!(matches!(read(vec![b'\n'; MAX_BYTES + 1]), Err(ImportError::TooLarge)));
        }
    }
}
