//! What can go wrong with shipping methods.

use securecart_db::DbError;
use securecart_dto::ProblemType;

use crate::http::ApiError;

/// Why an operation on a shipping method was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// There is no such method.
    #[error("there is no such shipping method")]
    NotFound,
    /// Somebody changed it since the caller loaded it.
    #[error("the shipping method has another version by now")]
    Stale,
    /// There are as many as there may be.
    #[error("there are too many shipping methods")]
    Full,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<DeliveryError> for ApiError {
    fn from(error: DeliveryError) -> Self {
        match error {
            DeliveryError::NotFound => Self::not_found(),
            DeliveryError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            DeliveryError::Full => Self::new(
                ProblemType::Conflict,
                "A shop has at most fifty shipping methods. Remove one that is not offered any more.",
            ),
            DeliveryError::Db(error) => error.into(),
        }
    }
}
