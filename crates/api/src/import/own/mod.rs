//! The shop's own product files: one CSV row per variant or picture, grouped by slug, with everything that an export
//! knows of a product. `export::own` writes them.

pub(crate) mod column;
mod convert;
mod images;
mod variants;

use std::collections::HashMap;

use securecart_domain::Currency;

use self::column::{Column, Header, Row};
use super::{
    ImportError, RowError,
    file::{MAX_ROWS, Parsed, ReadProduct, unreadable},
};

/// Reads a file, whose new products have to be priced in the shop's `currency`.
pub(super) fn parse(bytes: &[u8], currency: Currency) -> Result<Parsed, ImportError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = Header::find(reader.byte_headers().map_err(unreadable)?)?;
    let (mut parsed, mut groups) = (Parsed::default(), Groups::default());
    for (index, record) in reader.byte_records().enumerate() {
        if index >= MAX_ROWS {
            return Err(ImportError::TooLarge);
        }
        parsed.rows = index.saturating_add(1);
        groups.add(header.row(&record.map_err(unreadable)?), &mut parsed);
    }
    for rows in groups.list {
        let Some(first) = rows.first() else { continue };
        let (line, key) = (first.line, first.get(Column::Slug).to_owned());
        let name = first.get(Column::Name).to_owned();
        let product = convert::product(&rows, currency);
        parsed.products.push(ReadProduct { line, key, name, product });
    }
    Ok(parsed)
}

/// The rows of each product, in the order of their first rows.
#[derive(Default)]
struct Groups {
    list: Vec<Vec<Row>>,
    places: HashMap<String, usize>,
}

impl Groups {
    /// Puts a row to its product; blank rows mean nothing.
    fn add(&mut self, row: Row, parsed: &mut Parsed) {
        if row.is_blank() {
            return;
        }
        let slug = row.get(Column::Slug).to_owned();
        if slug.is_empty() {
            let message = "every row needs the slug of its product";
            let mut errors = row.errors;
            errors.push(RowError::cell(row.line, Column::Slug.title(), message).coded("missing"));
            parsed.stray.push((row.line, errors));
            return;
        }
        if let Some(rows) = self.places.get(&slug).and_then(|place| self.list.get_mut(*place)) {
            rows.push(row);
        } else {
            self.places.insert(slug, self.list.len());
            self.list.push(vec![row]);
        }
    }
}
