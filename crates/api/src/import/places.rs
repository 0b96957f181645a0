//! Where products stand in a file.

use std::{collections::HashMap, io::Cursor};

use csv::{ByteRecord, Position, Reader, ReaderBuilder};
use securecart_domain::{Currency, catalog::Sku};

use super::{
    ImportError, RowError,
    file::{MAX_ROWS, ReadItem, unreadable},
    layout::Layout,
};

/// A file, and where each of its products has its rows. Usually they stand together, but files that were sorted in a
/// spreadsheet mix them.
pub(super) struct Places<L> {
    bytes: Vec<u8>,
    layout: L,
    currency: Currency,
    rows: usize,
    /// The rows of each product, and those that belong to none, in the order of their first lines.
    items: Vec<Vec<Position>>,
    /// Products with a code that belongs to another one.
    repeated: HashMap<usize, Vec<RowError>>,
}

impl<L: Layout> Places<L> {
    /// Goes through the whole file, twice.
    pub(super) fn find(bytes: Vec<u8>, currency: Currency) -> Result<Self, ImportError> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
        let layout = L::find(reader.byte_headers().map_err(unreadable)?)?;
        let (mut rows, mut items) = (0, Vec::<Vec<Position>>::new());
        let mut known: HashMap<String, usize> = HashMap::new();
        for record in reader.byte_records() {
            if rows >= MAX_ROWS {
                return Err(ImportError::TooLarge);
            }
            rows += 1;
            let record = record.map_err(unreadable)?;
            let row = layout.row(&record);
            let Some(position) = record.position().filter(|_| !L::is_blank(&row)) else { continue };
            let key = L::key(&row);
            if let Some(item) = known.get(key).and_then(|place| items.get_mut(*place)) {
                item.push(position.clone());
                continue;
            }
            // Rows without a key belong to no product, and so not to one another.
            if !key.is_empty() {
                known.insert(key.to_owned(), items.len());
            }
            items.push(vec![position.clone()]);
        }
        let mut places = Self { bytes, layout, currency, rows, items, repeated: HashMap::new() };
        places.repeated = places.repeated_skus();
        Ok(places)
    }

    /// How many rows there are, the first line not counted.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many products there are, rows that belong to none counted as one each.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// What stands there.
    pub(super) fn item(&self, place: usize) -> Option<ReadItem> {
        let mut item = self.read(self.items.get(place)?)?;
        if let Some(errors) = self.repeated.get(&place) {
            item.product = Err(errors.clone());
        }
        Some(item)
    }

    fn read(&self, positions: &[Position]) -> Option<ReadItem> {
        let mut reader: Reader<Cursor<&[u8]>> =
            ReaderBuilder::new().flexible(true).has_headers(false).from_reader(Cursor::new(&self.bytes));
        let (mut rows, mut record) = (Vec::with_capacity(positions.len()), ByteRecord::new());
        for position in positions {
            let read = reader.seek(position.clone()).and_then(|()| reader.read_byte_record(&mut record));
            read.ok().filter(|there| *there)?;
            rows.push(self.layout.row(&record));
        }
        let (line, first) = (positions.first()?.line(), rows.first()?);
        let (key, name) = (L::key(first).to_owned(), L::name(first).to_owned());
        let is_stray = key.is_empty();
        let product = if is_stray {
            Err(rows.into_iter().flat_map(L::stray).collect())
        } else {
            L::product(rows, self.currency)
        };
        Some(ReadItem { line, key, name, is_stray, product })
    }

    /// A code names one variant of the shop; of two products of a file that claim it, the first one has it.
    fn repeated_skus(&self) -> HashMap<usize, Vec<RowError>> {
        let mut owners: HashMap<String, u64> = HashMap::new();
        let mut repeated = HashMap::new();
        for place in 0..self.items.len() {
            let Some(ReadItem { line, product: Ok(product), .. }) = self.item(place) else { continue };
            let skus = || product.variants.iter().filter_map(|variant| variant.sku.as_ref()).map(Sku::as_str);
            let errors = claimed(&owners, skus(), line);
            if errors.is_empty() {
                owners.extend(skus().map(|sku| (sku.to_owned(), line)));
            } else {
                repeated.insert(place, errors);
            }
        }
        repeated
    }
}

/// What is wrong with the codes of the product on that line.
fn claimed<'a>(
    owners: &HashMap<String, u64>,
    skus: impl Iterator<Item = &'a str>,
    line: u64,
) -> Vec<RowError> {
    let mut own: Vec<&str> = Vec::new();
    let mut errors = Vec::new();
    for sku in skus {
        let message = match owners.get(sku) {
            Some(line) => format!("the product on line {line} has the SKU {sku} already"),
            None if own.contains(&sku) => format!("two of its variants have the SKU {sku}"),
            None => {
                own.push(sku);
                continue;
            }
        };
        errors.push(RowError::row(line, message).coded("sku_repeated"));
    }
    errors
}
