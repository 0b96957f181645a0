//! What an import did.

use std::{collections::BTreeSet, fmt};

/// How it ended for the products of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Products that were not there.
    pub added: usize,
    /// Products of which something changed.
    pub changed: usize,
    /// Products that are as the file says already.
    pub unchanged: usize,
    /// Products that were left alone, because of the errors below.
    pub refused: usize,
    /// What is wrong with which row.
    pub errors: Vec<RowError>,
}

impl ImportReport {
    /// Rows that something is wrong with, each counted once.
    pub fn refused_rows(&self) -> usize {
        self.errors.iter().map(|error| error.line).collect::<BTreeSet<_>>().len()
    }

    /// All products of the file.
    pub fn products(&self) -> usize {
        self.added + self.changed + self.unchanged + self.refused
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, unchanged, refused, errors } = self;
        let products = self.products();
        let word = if products == 1 { "product" } else { "products" };
        write!(f, "{products} {word}: {added} added, {changed} changed, {unchanged} unchanged")?;
        if *refused > 0 {
            write!(f, ", {refused} refused")?;
        }
        errors.iter().try_for_each(|error| write!(f, "\n{error}"))
    }
}

/// What is wrong with a row of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RowError {
    /// The line on which the row begins; the header is line 1.
    pub line: u64,
    /// A word for what is wrong, for programs.
    pub code: &'static str,
    /// The column to look at.
    pub column: Option<&'static str>,
    /// What is wrong there.
    pub message: String,
}

impl RowError {
    /// An error of one cell.
    pub fn cell(line: u64, column: &'static str, message: impl fmt::Display) -> Self {
        Self { line, code: "invalid", column: Some(column), message: message.to_string() }
    }

    /// An error of a whole row or product.
    pub fn row(line: u64, message: impl fmt::Display) -> Self {
        Self { line, code: "invalid", column: None, message: message.to_string() }
    }

    /// The same with another word.
    #[must_use]
    pub fn coded(self, code: &'static str) -> Self {
        Self { code, ..self }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.message),
            None => write!(f, "line {}: {}", self.line, self.message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_and_names_the_rows() {
        let report = ImportReport { added: 1, ..ImportReport::default() };
        assert_eq!(report.to_string(), "1 product: 1 added, 0 changed, 0 unchanged");
        let errors = vec![RowError::cell(7, "Variant Price", "an amount looks like 12 or 12.50")];
        let report = ImportReport { unchanged: 2, refused: 1, errors, ..ImportReport::default() };
        assert_eq!(
            report.to_string(),
            "3 products: 0 added, 0 changed, 2 unchanged, 1 refused\n\
             line 7, Variant Price: an amount looks like 12 or 12.50"
        );
    }
}
