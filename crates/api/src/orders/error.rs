//! What can go wrong with orders.

use securecart_db::DbError;
use securecart_dto::ProblemType;

use crate::{cart::CartError, http::ApiError, refunds::RefundError};

/// Why an operation on an order was not done.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// There is no such order, or it is somebody else's.
    #[error("there is no such order")]
    NotFound,
    /// It can not be cancelled; why, in a sentence.
    #[error("the order can not be cancelled")]
    NotCancellable(&'static str),
    /// The cart that it was to be put into.
    #[error(transparent)]
    Cart(#[from] CartError),
    /// Its money.
    #[error(transparent)]
    Refund(#[from] RefundError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::NotFound => Self::not_found(),
            OrderError::NotCancellable(detail) => Self::new(ProblemType::Conflict, detail),
            OrderError::Cart(error) => error.into(),
            OrderError::Refund(error) => error.into(),
            OrderError::Db(error) => error.into(),
        }
    }
}
