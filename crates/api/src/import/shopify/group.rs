//! Rows of one product, found by their handle.

use super::column::Row;

/// All rows of one product: the first names it, the others bring variants and pictures.
#[derive(Debug)]
pub(super) struct Group {
    first: Row,
    rest: Vec<Row>,
}

impl Group {
    /// Of its rows; `None` if there is none.
    pub(super) fn of(rows: Vec<Row>) -> Option<Self> {
        let mut rows = rows.into_iter();
        let first = rows.next()?;
        Some(Self { first, rest: rows.collect() })
    }

    /// The row that names the product.
    pub(super) fn first(&self) -> &Row {
        &self.first
    }

    /// All rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}
