//! Rows of one product, found by their handle.

use std::collections::HashMap;

use super::column::{Column, Row};
use crate::import::RowError;

/// All rows of one product: the first names it, the others bring variants and pictures.
#[derive(Debug)]
pub(super) struct Group {
    first: Row,
    rest: Vec<Row>,
}

impl Group {
    /// The line on which the product begins.
    pub(super) fn line(&self) -> u64 {
        self.first.line
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

/// The products of a file in the order of their first rows. Rows of a product usually stand together, but
/// files that were sorted in a spreadsheet mix them.
#[derive(Debug, Default)]
pub(super) struct Groups {
    list: Vec<Group>,
    places: HashMap<String, usize>,
}

impl Groups {
    /// Puts a row to its product; blank rows mean nothing.
    pub(super) fn add(&mut self, row: Row, stray: &mut Vec<(u64, Vec<RowError>)>) {
        if row.is_blank() {
            return;
        }
        let handle = row.get(Column::Handle).to_owned();
        if handle.is_empty() {
            let message = "every row needs the handle of its product";
            let error = RowError::cell(row.line, Column::Handle.name(), message).coded("missing");
            stray.push((row.line, vec![error]));
            return;
        }
        if let Some(group) = self.places.get(&handle).and_then(|place| self.list.get_mut(*place)) {
            group.rest.push(row);
        } else {
            self.places.insert(handle, self.list.len());
            self.list.push(Group { first: row, rest: Vec::new() });
        }
    }

    /// All of them.
    pub(super) fn into_list(self) -> Vec<Group> {
        self.list
    }
}
