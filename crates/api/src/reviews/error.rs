//! What can go wrong with reviews.

use securecart_db::DbError;
use securecart_dto::ProblemType;

use crate::http::ApiError;

/// Why an operation on a review was not done.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// There is no such review or product, or the review is somebody else's.
    #[error("there is no such review or product")]
    NotFound,
    /// The customer has reviewed this product already.
    #[error("the customer has reviewed this product already")]
    Already,
    /// Its author changed the review since the caller loaded it.
    #[error("the review has another version by now")]
    Stale,
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for ReviewError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("product_reviews_one_each") => Self::Already,
            Some("product_reviews_product_id_fkey") => Self::NotFound,
            _ => Self::Db(error),
        }
    }
}

impl From<ReviewError> for ApiError {
    fn from(error: ReviewError) -> Self {
        match error {
            ReviewError::NotFound => Self::not_found(),
            ReviewError::Already => Self::new(
                ProblemType::Conflict,
                "You have reviewed this product already. Change your review instead.",
            ),
            ReviewError::Stale => Self::new(
                ProblemType::StaleVersion,
                "The review was changed after you loaded it. Load it again and read it as it is now.",
            ),
            ReviewError::Db(error) => error.into(),
        }
    }
}
