//! What can go wrong with tax rates.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};

use crate::http::ApiError;

/// Why an operation on a tax rate was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaxError {
    /// There is no such rate.
    #[error("there is no such tax rate")]
    NotFound,
    /// Somebody changed it since the caller loaded it.
    #[error("the tax rate has another version by now")]
    Stale,
    /// The place has a rate.
    #[error("the place has a tax rate")]
    PlaceTaken,
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for TaxError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("tax_rates_one_a_place") => Self::PlaceTaken,
            _ => Self::Db(error),
        }
    }
}

impl From<TaxError> for ApiError {
    fn from(error: TaxError) -> Self {
        match error {
            TaxError::NotFound => Self::not_found(),
            TaxError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            TaxError::PlaceTaken => Self::invalid(vec![FieldError::new(
                "/region",
                "taken",
                "There is a tax rate of this place already. Change that one.",
            )]),
            TaxError::Db(error) => error.into(),
        }
    }
}
