//! What can go wrong with checkouts.

use securecart_db::DbError;
use securecart_domain::{Money, MoneyError};
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::{
    adapters::payment_gateway::GatewayError, cart::CartError, http::ApiError, payments::settle::SettleError,
    refunds::RefundError,
};

/// When to try again after the payment provider did not answer.
const RETRY_SECONDS: u32 = 10;

/// Why a checkout was not started or ended.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    /// There is nothing to pay for.
    #[error("the cart is empty")]
    CartEmpty,
    /// The total is not the one that the shopper saw.
    #[error("the total has changed")]
    CartChanged {
        /// What the shopper saw.
        seen: Money,
        /// What it is.
        now: Money,
    },
    /// Some lines cost more than the shopper saw, who has not agreed to that; a sentence for each.
    #[error("some lines cost more than the shopper saw")]
    Dearer(Vec<String>),
    /// Some lines can not be had; a sentence for each.
    #[error("some lines can not be had")]
    Shortage(Vec<String>),
    /// The coupon on the cart takes nothing off now; why, in a sentence.
    #[error("the coupon can not be used")]
    Coupon(String),
    /// Something that was asked for can not be had; which, and why.
    #[error("a field of the request can not be had")]
    Refused(Box<FieldError>),
    /// A guest has nothing to pay, so that no payment page asks where mail about the order goes.
    #[error("there is no address for mail about the order")]
    FreeWithoutAddress,
    /// An earlier checkout turned out to be paid.
    #[error("an earlier checkout has been paid")]
    AlreadyPaid,
    /// Too many earlier payments are on their way.
    #[error("too many checkouts are open")]
    TooManyOpen,
    /// Something else of the same shopper got in the way, again and again.
    #[error("another checkout got in the way")]
    Busy,
    /// The total is below what can be paid online.
    #[error("the total is too small")]
    TooSmall,
    /// The total is above what can be paid online.
    #[error("the total is too large")]
    TooLarge,
    /// There is no such checkout, or it is somebody else's.
    #[error("there is no such checkout")]
    NotFound,
    /// The payment provider does not do what it is asked.
    #[error(transparent)]
    Gateway(GatewayError),
    /// Money of an earlier checkout that has to go back.
    #[error(transparent)]
    Refund(#[from] RefundError),
    /// The sum does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<GatewayError> for CheckoutError {
    fn from(error: GatewayError) -> Self {
        if error.is_amount_too_small() {
            Self::TooSmall
        } else if error.is_amount_too_large() {
            Self::TooLarge
        } else {
            Self::Gateway(error)
        }
    }
}

impl From<SettleError> for CheckoutError {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::NoCheckout => Self::NotFound,
            SettleError::Gateway(error) => error.into(),
            SettleError::Key(error) => Self::Key(error),
            SettleError::Db(error) => Self::Db(error),
            SettleError::Refund(error) => Self::Refund(error),
        }
    }
}

impl From<CheckoutError> for ApiError {
    fn from(error: CheckoutError) -> Self {
        match error {
            CheckoutError::CartEmpty => {
                Self::new(ProblemType::CartEmpty, "Put something into your cart first.")
            }
            CheckoutError::CartChanged { seen, now } => Self::new(
                ProblemType::CartChanged,
                format!("The total is now {now}; you saw {seen}. Look at your cart again."),
            ),
            CheckoutError::Dearer(sentences) => Self::new(
                ProblemType::CartChanged,
                format!("{} Look at your cart again.", sentences.join(" ")),
            ),
            CheckoutError::Shortage(sentences) => {
                Self::new(ProblemType::InsufficientStock, sentences.join(" "))
            }
            CheckoutError::Coupon(detail) => Self::new(
                ProblemType::CouponUnusable,
                format!("{detail} Take it off your cart to go on without it."),
            ),
            CheckoutError::Refused(error) => Self::invalid(vec![*error]),
            CheckoutError::FreeWithoutAddress => Self::new(
                ProblemType::Conflict,
                "There is nothing to pay. Give your e-mail address, so that the shop knows whose order it is.",
            ),
            CheckoutError::AlreadyPaid => Self::new(
                ProblemType::Conflict,
                "Your earlier checkout has been paid; its order is placed. Nothing was charged a second time.",
            ),
            CheckoutError::TooManyOpen => Self::new(
                ProblemType::Conflict,
                "Earlier payments of yours are still on their way. Wait until they have arrived.",
            ),
            CheckoutError::Busy => Self::new(
                ProblemType::Conflict,
                "Another checkout of yours got in the way. Please try again.",
            ),
            CheckoutError::TooSmall => Self::new(
                ProblemType::Conflict,
                "The total is below the smallest amount that can be paid online.",
            ),
            CheckoutError::TooLarge => Self::new(
                ProblemType::Conflict,
                "The total is above the largest amount that can be paid online. Order in parts, or write to the shop.",
            ),
            CheckoutError::NotFound => Self::not_found(),
            CheckoutError::Gateway(error) => Self::retry_after(
                ProblemType::PaymentUnavailable,
                "Payments are not available right now. You have not been charged; please try again.",
                RETRY_SECONDS,
            )
            .because(error),
            CheckoutError::Money(error) => CartError::Money(error).into(),
            CheckoutError::Key(error) => error.into(),
            CheckoutError::Refund(error) => error.into(),
            CheckoutError::Db(error) => error.into(),
        }
    }
}
