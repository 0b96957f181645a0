//! What can go wrong with refunds.

use securecart_db::DbError;
use securecart_domain::{Money, refunds::RefundProblem};
use securecart_dto::{FieldError, ProblemType};

use crate::{adapters::payment_gateway::GatewayError, http::ApiError};

/// Why a refund was not decided, carried out or written down.
#[derive(Debug, thiserror::Error)]
pub enum RefundError {
    /// There is no such order or refund.
    #[error("there is no such order")]
    NotFound,
    /// Nothing was paid for the order.
    #[error("nothing was paid for the order")]
    NothingPaid,
    /// All of it has gone back.
    #[error("nothing is left of the payment")]
    NothingLeft,
    /// The order is of the member of staff who wants to refund it.
    #[error("nobody refunds an order of their own")]
    OwnOrder,
    /// What was received is not what was asked for, so that lines and shipping say nothing about it.
    #[error("the payment does not fit the order")]
    NeedsAmount {
        /// What is left of it.
        left: Money,
    },
    /// A line that is not one of the order's; which one of the request.
    #[error("there is no such line in the order")]
    NoSuchLine(usize),
    /// The amounts do not work out.
    #[error(transparent)]
    Plan(#[from] RefundProblem),
    /// The provider tells of a refund that does not fit into what is left of its payment by now.
    #[error("a refund of the provider does not fit yet")]
    NoRoomYet,
    /// The provider's refund is another one than was asked for.
    #[error("the payment provider speaks of another refund")]
    OtherRefund,
    /// The provider did not say.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<RefundError> for ApiError {
    fn from(error: RefundError) -> Self {
        match error {
            RefundError::NotFound => Self::not_found(),
            RefundError::NothingPaid => conflict("Nothing was paid for this order."),
            RefundError::NothingLeft => conflict("Everything that was paid has been given back already."),
            RefundError::OwnOrder => conflict("This order is your own. Ask somebody else to refund it."),
            RefundError::NeedsAmount { left } => field(
                "/amount",
                format!("What was received does not fit the order. Say how much goes back: {left} are left."),
            ),
            RefundError::NoSuchLine(line) => {
                field(&format!("/lines/{line}/line_id"), "This is no line of the order.".to_owned())
            }
            RefundError::Plan(problem) => of_plan(problem),
            RefundError::Db(error) => error.into(),
            error @ (RefundError::NoRoomYet | RefundError::OtherRefund | RefundError::Gateway(_)) => {
                Self::internal(error)
            }
        }
    }
}

fn of_plan(problem: RefundProblem) -> ApiError {
    match problem {
        RefundProblem::Nothing => field("/lines", "Choose units, shipping or an amount.".to_owned()),
        RefundProblem::Units { line: _, left: 0 } => {
            conflict("All units of one of the lines have been refunded already, or are being returned.")
        }
        RefundProblem::Units { line, left } => {
            field(&format!("/lines/{line}/quantity"), format!("From 1 to {left} units can be refunded."))
        }
        RefundProblem::NoShipping => conflict("No shipping costs are left to give back."),
        RefundProblem::NotPositive => field("/amount", "A refund is more than nothing.".to_owned()),
        RefundProblem::TooMuch { left } => {
            conflict(&format!("Only {left} of this payment are left to give back."))
        }
        RefundProblem::Money(error) => field("/amount", format!("In the currency of the payment: {error}.")),
    }
}

fn conflict(detail: &str) -> ApiError {
    ApiError::new(ProblemType::Conflict, detail)
}

fn field(pointer: &str, detail: String) -> ApiError {
    ApiError::invalid(vec![FieldError::new(pointer, "invalid", detail)])
}
