//! What can go wrong with orders.

use securecart_db::DbError;

use crate::http::ApiError;

/// Why an operation on an order was not done.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// There is no such order, or it is somebody else's.
    #[error("there is no such order")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::NotFound => Self::not_found(),
            OrderError::Db(error) => error.into(),
        }
    }
}
