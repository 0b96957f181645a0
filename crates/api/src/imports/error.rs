//! What can go wrong with an import as a whole.

use securecart_db::DbError;
use securecart_domain::Permission;
use securecart_dto::ProblemType;

use crate::http::ApiError;

/// Why a step of an import was not begun.
#[derive(Debug, thiserror::Error)]
pub(super) enum ImportsError {
    /// No such import.
    #[error("there is no such import")]
    NotFound,
    /// It is not at the point where this can be done.
    #[error("the import is at another step")]
    OtherStep(&'static str),
    /// It moves stock, which takes another permission.
    #[error("a permission is missing")]
    Missing(Permission),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<ImportsError> for ApiError {
    fn from(error: ImportsError) -> Self {
        match error {
            ImportsError::NotFound => Self::not_found(),
            ImportsError::OtherStep(detail) => Self::new(ProblemType::Conflict, detail),
            ImportsError::Missing(permission) => Self::permission_missing(permission),
            ImportsError::Db(error) => error.into(),
        }
    }
}
