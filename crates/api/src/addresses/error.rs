//! What can go wrong with addresses.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::http::ApiError;

/// Why an address was not kept, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// There is no such address, or it is somebody else's.
    #[error("there is no such address")]
    NotFound,
    /// The customer has as many as there may be.
    #[error("the address book is full")]
    Full,
    /// Parts of it do not keep the rules.
    #[error("the address does not keep the rules")]
    Invalid(Vec<FieldError>),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<AddressError> for ApiError {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::NotFound => Self::not_found(),
            AddressError::Full => Self::new(
                ProblemType::Conflict,
                "An address book has room for twenty addresses. Remove one that you do not need any more.",
            ),
            AddressError::Invalid(errors) => Self::invalid(errors),
            AddressError::Key(error) => error.into(),
            AddressError::Db(error) => error.into(),
        }
    }
}
