//! What a format has to say for its files to be read.

use csv::ByteRecord;
use securecart_domain::Currency;

use super::{ImportError, RowError, product::ImportedProduct};

/// How the rows of products stand in a file, whose first line was understood.
pub(super) trait Layout: Sized {
    /// A row, not yet a product or a part of one.
    type Row;

    /// Finds the columns in the first line, or tells which are missing.
    fn find(first_line: &ByteRecord) -> Result<Self, ImportError>;

    /// The cells of a row that are read and not blank.
    fn row(&self, record: &ByteRecord) -> Self::Row;

    /// Whether a row means nothing.
    fn is_blank(row: &Self::Row) -> bool;

    /// What the rows of a product are grouped by; empty where a row does not say.
    fn key(row: &Self::Row) -> &str;

    /// The name of a product, as its first row says it.
    fn name(row: &Self::Row) -> &str;

    /// What is wrong with a row that belongs to no product.
    fn stray(row: Self::Row) -> Vec<RowError>;

    /// The product of these rows, or everything that is wrong with them.
    fn product(rows: Vec<Self::Row>, currency: Currency) -> Result<ImportedProduct, Vec<RowError>>;
}
