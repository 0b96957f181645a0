//! The shop's own product files: one CSV row per variant or picture, grouped by slug, with everything that an export
//! knows of a product. `export::own` writes them.

pub(crate) mod column;
mod convert;
mod images;
mod variants;

use csv::ByteRecord;
use securecart_domain::Currency;

pub(super) use self::column::Header;
use self::column::{Column, Row};
use super::{ImportError, RowError, layout::Layout, product::ImportedProduct};

impl Layout for Header {
    type Row = Row;

    fn find(first_line: &ByteRecord) -> Result<Self, ImportError> {
        Self::find(first_line)
    }

    fn row(&self, record: &ByteRecord) -> Row {
        self.row(record)
    }

    fn is_blank(row: &Row) -> bool {
        row.is_blank()
    }

    fn key(row: &Row) -> &str {
        row.get(Column::Slug)
    }

    fn name(row: &Row) -> &str {
        row.get(Column::Name)
    }

    fn stray(row: Row) -> Vec<RowError> {
        let message = "every row needs the slug of its product";
        let mut errors = row.errors;
        errors.push(RowError::cell(row.line, Column::Slug.title(), message).coded("missing"));
        errors
    }

    fn product(rows: Vec<Row>, currency: Currency) -> Result<ImportedProduct, Vec<RowError>> {
        convert::product(&rows, currency)
    }
}
