//! What can go wrong with carts.

use securecart_db::DbError;
use securecart_domain::{MoneyError, cart::Quantity, coupons::CouponProblem, pricing::MAX_LINES};
use securecart_dto::{FieldError, ProblemType};

use super::only_available;
use crate::http::ApiError;

/// Why a cart could not be shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum CartError {
    /// The shop does not sell that.
    #[error("the shop does not sell that")]
    NotSold,
    /// A product with several variants was named.
    #[error("the product has several variants")]
    ChooseVariant,
    /// More than there is.
    #[error("there is not enough of it")]
    Shortage {
        /// What.
        full_name: String,
        /// How many there are, those in the cart included.
        available: u32,
    },
    /// More units than a line takes.
    #[error("the line would be too long")]
    LineFull,
    /// More lines than a cart takes.
    #[error("the cart is full")]
    CartFull,
    /// There is no such line in this cart.
    #[error("there is no such line")]
    NoLine,
    /// There is no coupon with this code.
    #[error("there is no such coupon")]
    NoCoupon,
    /// A coupon on an empty cart.
    #[error("the cart is empty")]
    CouponNeedsGoods,
    /// The coupon takes nothing off this cart now.
    #[error("the coupon can not be used")]
    Coupon {
        /// Why.
        problem: CouponProblem,
        /// The same in a sentence.
        detail: String,
    },
    /// The sum does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<CartError> for ApiError {
    fn from(error: CartError) -> Self {
        match error {
            CartError::NotSold => {
                Self::new(ProblemType::NotFound, "The shop does not sell this, or not any more.")
            }
            CartError::ChooseVariant => Self::invalid(vec![FieldError::new(
                "/variant_id",
                "required",
                "There are several variants: choose one.",
            )]),
            CartError::Shortage { full_name, available } => {
                Self::new(ProblemType::InsufficientStock, only_available(&full_name, available))
            }
            CartError::LineFull => Self::invalid(vec![FieldError::new(
                "/quantity",
                "too_many",
                format!("At most {} units of one thing fit into a cart.", Quantity::MAX),
            )]),
            CartError::CartFull => {
                Self::new(ProblemType::Conflict, format!("A cart has room for {MAX_LINES} different things."))
            }
            CartError::NoLine => Self::not_found(),
            CartError::NoCoupon => Self::invalid(vec![FieldError::new(
                "/code",
                "unknown",
                "There is no coupon with this code. Look at its letters again.",
            )]),
            CartError::CouponNeedsGoods => {
                Self::new(ProblemType::CartEmpty, "Put something into your cart first, then the coupon.")
            }
            CartError::Coupon { problem, detail } => {
                Self::invalid(vec![FieldError::new("/code", problem.as_str(), detail)])
            }
            CartError::Money(error) => Self::internal(error),
            CartError::Db(error) => error.into(),
        }
    }
}
