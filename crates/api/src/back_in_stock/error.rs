//! What can go wrong with mails about stock.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::http::ApiError;

/// Why a mail about stock was not noted, confirmed or stopped.
#[derive(Debug, thiserror::Error)]
pub enum BackInStockError {
    /// The product is not on sale, or has no such variant.
    #[error("there is no such product or variant")]
    NotFound,
    /// It can be bought now.
    #[error("it is in stock")]
    InStock,
    /// A guest gave no address.
    #[error("where the mail goes is not known")]
    NoAddress,
    /// A customer gave another address than that of the account.
    #[error("the mail goes to the address of the account")]
    OtherAddress,
    /// The address of the account is not confirmed.
    #[error("the address of the account is not confirmed")]
    Unconfirmed,
    /// Somebody at that network has asked too often.
    #[error("asked too often")]
    TooOften,
    /// The link is none of ours, or its wish is gone.
    #[error("the link opens nothing")]
    DeadLink,
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Something beside this feature.
    #[error("something else")]
    Other(Box<ApiError>),
}

impl From<ApiError> for BackInStockError {
    fn from(error: ApiError) -> Self {
        Self::Other(Box::new(error))
    }
}

impl From<BackInStockError> for ApiError {
    fn from(error: BackInStockError) -> Self {
        let field = |code: &str, detail: &str| Self::invalid(vec![FieldError::new("/email", code, detail)]);
        match error {
            BackInStockError::NotFound => Self::not_found(),
            BackInStockError::InStock => {
                Self::new(ProblemType::Conflict, "It is in stock: you can buy it now.")
            }
            BackInStockError::NoAddress => field("required", "Say where the mail goes."),
            BackInStockError::OtherAddress => {
                field("not_needed", "The mail goes to the address of your account.")
            }
            BackInStockError::Unconfirmed => Self::new(
                ProblemType::Conflict,
                "Confirm the e-mail address of your account first; then the mail goes there.",
            ),
            BackInStockError::TooOften => Self::retry_after(
                ProblemType::TooManyRequests,
                "Mails were asked for too often from your network. Please try again in an hour.",
                3600,
            ),
            BackInStockError::DeadLink => Self::new(
                ProblemType::InvalidLink,
                "This link does not work any more. There is nothing to do.",
            ),
            BackInStockError::Key(error) => error.into(),
            BackInStockError::Db(error) => error.into(),
            BackInStockError::Other(error) => *error,
        }
    }
}
