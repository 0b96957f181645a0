//! What can go wrong with wishlists.

use securecart_db::DbError;
use securecart_dto::ProblemType;

use crate::http::ApiError;

/// Why a wishlist was not changed.
#[derive(Debug, thiserror::Error)]
pub enum WishlistError {
    /// There is no such product in the shop.
    #[error("there is no such product")]
    NotFound,
    /// There are as many as there may be.
    #[error("the wishlist is full")]
    Full,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<WishlistError> for ApiError {
    fn from(error: WishlistError) -> Self {
        match error {
            WishlistError::NotFound => Self::not_found(),
            WishlistError::Full => Self::new(
                ProblemType::Conflict,
                "A wishlist has room for 200 products. Take one off that you do not want any more.",
            ),
            WishlistError::Db(error) => error.into(),
        }
    }
}
