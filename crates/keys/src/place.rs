//! Where a sealed value belongs.

use std::fmt::Display;

/// The one place in the database where a sealed value may be opened: it is bound to it, so that a value copied to
/// another row, column or table opens nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    text: String,
}

impl Place {
    /// A column of a table in the row of that key; table and column are words of ours without a `|`.
    pub fn new(table: &'static str, column: &'static str, row: impl Display) -> Self {
        Self { text: format!("{table}|{column}|{row}") }
    }

    /// What is authenticated beside the envelope's head.
    pub(crate) fn bound_to(&self, head: &[u8], version: u8) -> Vec<u8> {
        [head, self.text.as_bytes(), b"|", &[version]].concat()
    }
}
