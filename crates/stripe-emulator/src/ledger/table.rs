//! Rows in the order they were made, found by id.

use std::collections::HashMap;

/// Something with an id of its own.
pub(super) trait Row {
    fn id(&self) -> &str;
}

#[derive(Debug)]
pub(super) struct Table<T> {
    rows: Vec<T>,
    positions: HashMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), positions: HashMap::new() }
    }
}

impl<T: Row> Table<T> {
    pub(super) fn insert(&mut self, row: T) {
        self.positions.insert(row.id().to_owned(), self.rows.len());
        self.rows.push(row);
    }

    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(*self.positions.get(id)?)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.rows.get_mut(*self.positions.get(id)?)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.iter()
    }
}
