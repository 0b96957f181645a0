//! What can go wrong with shipments.

use securecart_db::DbError;
use securecart_domain::{orders::OrderStatus, shipments::ShipmentProblem};
use securecart_dto::{FieldError, ProblemType};

use crate::http::ApiError;

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum ShipmentError {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// The order is not to be sent.
    #[error("an order that is {0} is not sent")]
    NotToBeSent(OrderStatus),
    /// A line that is not one of the order's; which one of the request.
    #[error("there is no such line in the order")]
    NoSuchLine(usize),
    /// The units do not fit what is still to be sent.
    #[error(transparent)]
    Units(#[from] ShipmentProblem),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<ShipmentError> for ApiError {
    fn from(error: ShipmentError) -> Self {
        match error {
            ShipmentError::NotFound => Self::not_found(),
            ShipmentError::NotToBeSent(OrderStatus::NeedsReview) => {
                conflict("The payment of this order has to be looked at before anything is sent.")
            }
            ShipmentError::NotToBeSent(status) => {
                conflict(&format!("This order is {status}; nothing of it is sent any more."))
            }
            ShipmentError::NoSuchLine(line) => {
                field(&format!("/lines/{line}/line_id"), "This is no line of the order.".to_owned())
            }
            ShipmentError::Units(ShipmentProblem::Nothing) => {
                field("/lines", "Choose what is sent.".to_owned())
            }
            ShipmentError::Units(ShipmentProblem::Units { line: _, left: 0 }) => {
                conflict("Nothing of one of the lines is still to be sent.")
            }
            ShipmentError::Units(ShipmentProblem::Units { line, left }) => field(
                &format!("/lines/{line}/quantity"),
                format!("From 1 to {left} units are still to be sent."),
            ),
            ShipmentError::Db(error) => error.into(),
        }
    }
}

fn conflict(detail: &str) -> ApiError {
    ApiError::new(ProblemType::Conflict, detail)
}

fn field(pointer: &str, detail: String) -> ApiError {
    ApiError::invalid(vec![FieldError::new(pointer, "invalid", detail)])
}
