//! What can go wrong with returns.

use securecart_db::DbError;
use securecart_domain::returns::IllegalReturnStep;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::{http::ApiError, refunds::RefundError};

/// Why a return was not asked for, or did not take a step.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// There is no such order or return, or it is somebody else's.
    #[error("there is no such return")]
    NotFound,
    /// A line that is not one of the order's; which one of the request.
    #[error("there is no such line in the order")]
    NoSuchLine(usize),
    /// More units of a line than its customer has.
    #[error("{left} units can be returned")]
    Units {
        /// Which line of the request.
        line: usize,
        /// How many can be.
        left: u16,
    },
    /// A line that is not part of the return; which one of the request.
    #[error("there is no such line in the return")]
    NotReturned(usize),
    /// It does not take this step now.
    #[error(transparent)]
    Step(#[from] IllegalReturnStep),
    /// Its money.
    #[error(transparent)]
    Refund(#[from] RefundError),
    /// What its customer says could not be sealed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<ReturnError> for ApiError {
    fn from(error: ReturnError) -> Self {
        match error {
            ReturnError::NotFound => Self::not_found(),
            ReturnError::NoSuchLine(line) => {
                field(&format!("/lines/{line}/line_id"), "This is no line of the order.")
            }
            ReturnError::Units { line: _, left: 0 } => Self::new(
                ProblemType::Conflict,
                "Nothing of one of the lines can be returned: it was not sent, or is returned or refunded already.",
            ),
            ReturnError::Units { line, left } => {
                field(&format!("/lines/{line}/quantity"), &format!("From 1 to {left} units can be returned."))
            }
            ReturnError::NotReturned(line) => {
                field(&format!("/restock/{line}"), "This is no line of the return.")
            }
            ReturnError::Step(step) => Self::new(
                ProblemType::Conflict,
                format!("This return is {} by now. Load it again.", step.from),
            ),
            ReturnError::Refund(error) => error.into(),
            ReturnError::Keys(error) => error.into(),
            ReturnError::Db(error) => error.into(),
        }
    }
}

fn field(pointer: &str, detail: &str) -> ApiError {
    ApiError::invalid(vec![FieldError::new(pointer, "invalid", detail)])
}
