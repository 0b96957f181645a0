//! What can go wrong with coupons.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};

use crate::{auth::token::NoRandomness, http::ApiError};

/// Why an operation on a coupon was not done.
#[derive(Debug, thiserror::Error)]
pub enum CouponError {
    /// There is no such coupon.
    #[error("there is no such coupon")]
    NotFound,
    /// Somebody changed the coupon since the caller loaded it.
    #[error("the coupon has another version by now")]
    Stale,
    /// Another coupon has this code.
    #[error("the code is taken")]
    CodeTaken,
    /// It was used more often than the new limit says.
    #[error("it was used more often")]
    UsedMoreOften,
    /// A product that it should cover does not exist.
    #[error("there is no such product")]
    NoProduct,
    /// A category that it should cover does not exist.
    #[error("there is no such category")]
    NoCategory,
    /// No code could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for CouponError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("coupons_code_key") => Self::CodeTaken,
            Some("coupons_never_overused") => Self::UsedMoreOften,
            Some("coupon_products_product_id_fkey") => Self::NoProduct,
            Some("coupon_categories_category_id_fkey") => Self::NoCategory,
            _ => Self::Db(error),
        }
    }
}

impl From<CouponError> for ApiError {
    fn from(error: CouponError) -> Self {
        let field = |pointer: &str, code: &str, detail: &str| {
            Self::invalid(vec![FieldError::new(pointer, code, detail)])
        };
        match error {
            CouponError::NotFound => Self::not_found(),
            CouponError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            CouponError::CodeTaken => {
                field("/code", "taken", "Another coupon has this code. Choose a different one.")
            }
            CouponError::UsedMoreOften => {
                field("/max_uses", "used", "It was used more often already. Switch it off to end it.")
            }
            CouponError::NoProduct => field("/products", "unknown", "One of these products does not exist."),
            CouponError::NoCategory => {
                field("/categories", "unknown", "One of these categories does not exist.")
            }
            CouponError::NoRandomness(error) => Self::internal(error),
            CouponError::Db(error) => error.into(),
        }
    }
}
