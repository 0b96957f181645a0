//! What can go wrong with security events.

use securecart_db::DbError;
use securecart_dto::ProblemType;

use crate::http::ApiError;

/// Why an operation on a security event was not done.
#[derive(Debug, thiserror::Error)]
pub enum SecurityError {
    /// There is no such event.
    #[error("there is no such event")]
    NotFound,
    /// Somebody has looked at it already.
    #[error("somebody has looked at it already")]
    Acknowledged,
    /// Its source is not turned away.
    #[error("its source is not blocked")]
    NotBlocked,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<SecurityError> for ApiError {
    fn from(error: SecurityError) -> Self {
        match error {
            SecurityError::NotFound => Self::not_found(),
            SecurityError::Acknowledged => {
                Self::new(ProblemType::Conflict, "Somebody has acknowledged this event already.")
            }
            SecurityError::NotBlocked => {
                Self::new(ProblemType::Conflict, "The source of this event is not blocked any more.")
            }
            SecurityError::Db(error) => error.into(),
        }
    }
}
