//! Why a file was not imported at all.

use securecart_db::DbError;

/// Nothing, or not everything, of a file could be imported. What is wrong with single rows is told by
/// [`super::RowError`]s and stops nothing else.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Reading failed.
    #[error("the file can not be read")]
    Unreadable(#[source] std::io::Error),
    /// The first line does not name the columns of this format.
    #[error("this is no product file of this format: there is no column {}", .missing.join(", no column "))]
    OtherFormat {
        /// Columns that are always there.
        missing: Vec<&'static str>,
    },
    /// More than an import takes.
    #[error("the file is too large: at most 128 MiB and 1,000,000 rows can be imported at once")]
    TooLarge,
    /// The database. What was stored before stays; the import can be repeated.
    #[error(transparent)]
    Db(#[from] DbError),
}
